package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.Durability;

/**
 * What the kind of the file system tells, and what no experiment on one host would.
 */
final class FileSystemCheck implements DirectoryCheck {

	private final Durability durability;

	private final DirectoryRole role;

	private final boolean hostsExcluded;

	FileSystemCheck(ProbeSettings settings, DirectoryRole role) {
		this.durability = settings.durability();
		this.role = role;
		this.hostsExcluded = settings.lockProvider().excludesOtherHosts();
	}

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		if (isNetworkShare(files.directory())) {
			return shared("the directory is a share of another host");
		}
		String type = Files.getFileStore(files.directory()).type();
		String found = "the file system is '%s'".formatted(type);
		return switch (FileSystemKind.of(type)) {
			case LOCAL -> ok(found);
			case NETWORK -> shared(found + ", which several hosts can share");
			case HOST_SHARE -> warn(found + ", which a virtual machine shares with its host",
					"programs of the host may be neither seen nor excluded by locks",
					"let only programs of this machine use the directory");
			case USER_SPACE ->
				warn(found + ", which a program provides", "what it keeps of the promises depends on that program",
						"find out with 'polystore.atomic.probe.mode=full', for one host");
			case CONTAINER_LAYER -> warn(found + ", as the layer of a container usually is",
					"what is there goes with its container, and no other shares it", "mount a volume");
			case MEMORY -> inMemory(found + ", in memory");
		};
	}

	/**
	 * Windows tells the type that the file system has over there.
	 */
	private static boolean isNetworkShare(Path directory) {
		Path root = directory.getRoot();
		return root != null && root.toString().startsWith("\\\\");
	}

	private ProbeFinding shared(String found) {
		if (this.hostsExcluded) {
			return ok(found);
		}
		return ProbeFinding.refuse(ProbeCheck.FILE_SYSTEM, found,
				"locks may succeed there without excluding other hosts, so that updates are lost",
				"use a local file system, let only one host at a time use the directory, or share a lock registry: 'polystore.atomic.lock.type'");
	}

	private ProbeFinding inMemory(String found) {
		if (!this.role.hasFiles() || !this.durability.isAtLeast(Durability.FILE)) {
			return ok(found);
		}
		return warn(found, "nothing there survives a power cut or a restart of the machine",
				"use a disk, or say that nothing is to be durable: 'polystore.atomic.write.durability=none'");
	}

	private static ProbeFinding ok(String found) {
		return ProbeFinding.ok(ProbeCheck.FILE_SYSTEM, found);
	}

	private static ProbeFinding warn(String found, String meaning, String remedy) {
		return ProbeFinding.warn(ProbeCheck.FILE_SYSTEM, found, meaning, remedy);
	}

	@Override
	public ProbeFinding failed(String reason) {
		return warn("the kind of the file system cannot be found out: " + reason, "several hosts may share it",
				"make sure that only one host uses the directory");
	}

}
