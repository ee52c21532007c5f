package io.polystore.atomic.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import io.polystore.atomic.AtomicReadException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of a document without a lock, and never more of it than the limit.
 */
final class DocumentContent {

	private DocumentContent() {
	}

	/**
	 * Returns a whole version of the file, or {@code null} if there is none.
	 */
	static byte @Nullable [] read(Path file, long limit) {
		if (!exists(file)) {
			return null;
		}
		// of the default file system such a stream is not closed by an interrupt
		try (InputStream in = Files.newInputStream(file)) {
			byte[] content = in.readNBytes((int) limit + 1);
			checkSize(file, content.length, limit);
			return content;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			throw unreadable(file, ex);
		}
	}

	/**
	 * Refuses what no update could read, before anybody waits for it.
	 */
	static void check(Path file, long limit) {
		checkSize(file, size(file), limit);
	}

	static void checkSize(Path file, long size, long limit) {
		if (size > limit) {
			throw new DocumentTooLargeException(file, limit);
		}
	}

	/**
	 * Returns whether there is a document, which has to be a regular file: reading a pipe
	 * would block.
	 */
	static boolean exists(Path file) {
		return size(file) != -1;
	}

	private static long size(Path file) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			if (!attributes.isRegularFile()) {
				throw new JsonFileException(file,
						"'%s' is a directory or a device, not a document: remove it or use another name"
							.formatted(file),
						null);
			}
			return attributes.size();
		}
		catch (NoSuchFileException ex) {
			return -1;
		}
		catch (IOException ex) {
			throw unreadable(file, ex);
		}
	}

	private static AtomicReadException unreadable(Path file, IOException cause) {
		return new AtomicReadException(file,
				"Cannot read document '%s' (%s): check that it may be read".formatted(file, cause), cause);
	}

}
