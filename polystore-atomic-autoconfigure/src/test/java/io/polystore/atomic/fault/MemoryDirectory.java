package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new directory on a file system in memory, where there is one: a force takes no time
 * there.
 */
final class MemoryDirectory {

	private static final Path MEMORY = Path.of("/dev/shm");

	private MemoryDirectory() {
	}

	static Path create() throws IOException {
		Path parent = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
		return Files.createTempDirectory(parent, "polystore-faults").toRealPath();
	}

}
