package io.polystore.atomic.powercut;

import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.test.Commands;

/**
 * A file system whose power is cut.
 */
enum CutFileSystem {

	/** Without initialisation in the background, which would commit on its own. */
	EXT4("", "mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0"),

	/** Copies share an identity. */
	XFS("nouuid", "mkfs.xfs", "-q", "-f"),

	BTRFS("", "mkfs.btrfs", "-q", "-f") {

		@Override
		void forgetIdentities() {
			Commands.run("btrfs", "device", "scan", "--forget");
		}

	};

	private final String mountOptions;

	private final String[] format;

	CutFileSystem(String mountOptions, String... format) {
		this.mountOptions = mountOptions;
		this.format = format;
	}

	String type() {
		return name().toLowerCase();
	}

	/** The command that makes one of it in an image. */
	String[] format(String image) {
		return Commands.with(this.format, image);
	}

	String mountOptions(List<String> more) {
		List<String> options = new ArrayList<>(List.of("loop"));
		if (!this.mountOptions.isEmpty()) {
			options.add(this.mountOptions);
		}
		options.addAll(more);
		return String.join(",", options);
	}

	/** Before a copy is mounted: some kernels take it for a part of what it copies. */
	void forgetIdentities() {
	}

}
