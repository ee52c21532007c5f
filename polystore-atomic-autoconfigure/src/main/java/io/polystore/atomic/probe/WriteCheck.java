package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there can be files at all.
 */
final class WriteCheck implements DirectoryCheck {

	private static final String CONTENT = "probe";

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		Path file = files.create(CONTENT);
		String read = Files.readString(file);
		Files.delete(file);
		return read.equals(CONTENT) ? ProbeFinding.ok(ProbeCheck.WRITE, "a file was created, read back and deleted")
				: failed("what was read is not what was written");
	}

	@Override
	public ProbeFinding failed(String reason) {
		return ProbeFinding.refuse(ProbeCheck.WRITE, "no file can be created, read back and deleted: " + reason,
				"every write fails", "let the process create files here");
	}

}
