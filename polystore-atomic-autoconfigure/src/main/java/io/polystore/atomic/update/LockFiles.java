package io.polystore.atomic.update;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Which lock file belongs to a file.
 */
final class LockFiles {

	private static final String SUFFIX = ".lock";

	/** What file systems allow for a name. */
	private static final int MAX_NAME_BYTES = 255;

	private static final int MAX_PREFIX_BYTES = 200;

	private LockFiles() {
	}

	/**
	 * Beside the file by default. In a directory for all locks the name alone would not
	 * do, nor would it where the suffix makes it too long: a hash makes up for it.
	 * @param file the file, in a directory without symbolic links
	 */
	static Path lockFile(Path file, @Nullable Path lockDirectory) {
		String name = file.getFileName().toString();
		if (lockDirectory != null) {
			return lockDirectory.resolve(prefix(name) + "-" + hash(file.toString()) + SUFFIX);
		}
		boolean fits = bytes(name) + SUFFIX.length() <= MAX_NAME_BYTES;
		return file.resolveSibling(fits ? name + SUFFIX : prefix(name) + "-" + hash(name) + SUFFIX);
	}

	private static int bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8).length;
	}

	private static String prefix(String name) {
		int end = name.length();
		while (bytes(name.substring(0, end)) > MAX_PREFIX_BYTES) {
			end = name.offsetByCodePoints(end, -1);
		}
		return name.substring(0, end);
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 12);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
