package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.polystore.atomic.Durability;

/**
 * Whether what was written can be made durable.
 */
final class FileForceCheck implements DirectoryCheck {

	private final Durability durability;

	FileForceCheck(Durability durability) {
		this.durability = durability;
	}

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		if (!this.durability.isAtLeast(Durability.FILE)) {
			return ProbeFinding.ok(ProbeCheck.FILE_FORCE, "not needed by 'polystore.atomic.write.durability=none'");
		}
		Path file = files.create("probe");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		return ProbeFinding.ok(ProbeCheck.FILE_FORCE, "a file was forced");
	}

	@Override
	public ProbeFinding failed(String reason) {
		return ProbeFinding.refuse(ProbeCheck.FILE_FORCE, "a file cannot be forced: " + reason,
				"every write that is to be durable fails",
				"use another file system, or do without durability ('polystore.atomic.write.durability=none')");
	}

}
