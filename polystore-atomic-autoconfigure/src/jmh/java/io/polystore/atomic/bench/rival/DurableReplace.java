package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a file as the JDK allows it, with no more than what durability needs.
 */
final class DurableReplace {

	private DurableReplace() {
	}

	/**
	 * Replaces a file. Only under a lock: the name of the temporary file is fixed.
	 */
	static void replace(Path file, byte[] content) throws IOException {
		Path temp = file.resolveSibling(file.getFileName() + ".tmp");
		write(temp, ByteBuffer.wrap(content));
		Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		force(file.toAbsolutePath().getParent());
	}

	private static void write(Path temp, ByteBuffer content) throws IOException {
		try (FileChannel channel = FileChannel.open(temp, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			while (content.hasRemaining()) {
				channel.write(content);
			}
			channel.force(true);
		}
	}

	private static void force(Path directory) throws IOException {
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

}
