package io.polystore.atomic.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

import io.polystore.atomic.AtomicReadException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of a document without a lock, and never more of it than the limit.
 */
final class DocumentContent {

	private static final long ABSENT = -1;

	private DocumentContent() {
	}

	/**
	 * Returns a whole version of the file, or {@code null} if there is none.
	 */
	static byte @Nullable [] read(DocumentFile document, long limit) {
		Path file = document.path();
		long size = size(document);
		if (size == ABSENT) {
			return null;
		}
		checkSize(file, size, limit);
		// of the default file system such a stream is not closed by an interrupt
		try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			byte[] content = read(in, (int) size, limit);
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
	 * Most often it is still as long as it was, and leaves one byte of the buffer: no
	 * second call need tell that it ends there.
	 */
	private static byte[] read(InputStream in, int expected, long limit) throws IOException {
		byte[] buffer = new byte[expected + 1];
		int read = Math.max(in.read(buffer), 0);
		if (read == expected) {
			return Arrays.copyOf(buffer, read);
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.write(buffer, 0, read);
		all.write(in.readNBytes((int) limit + 1 - read));
		return all.toByteArray();
	}

	/**
	 * Refuses what no update could read, before anybody waits for it.
	 */
	static void check(DocumentFile document, long limit) {
		checkSize(document.path(), size(document), limit);
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
	static boolean exists(DocumentFile document) {
		return size(document) != ABSENT;
	}

	private static long size(DocumentFile document) {
		return document.isRegular() ? document.size() : size(document.path());
	}

	private static long size(Path file) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (!attributes.isRegularFile()) {
				throw new JsonFileException(file,
						"'%s' is a directory, a device or a link, not a document: remove it or use another name"
							.formatted(file),
						null);
			}
			return attributes.size();
		}
		catch (NoSuchFileException ex) {
			return ABSENT;
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
