package io.polystore.atomic.write;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What tells contents of files apart, in every process and on every host.
 *
 * @since 0.1
 */
public final class ContentHash {

	/**
	 * The length of a hash: {@value} hexadecimal digits.
	 */
	public static final int LENGTH = 32;

	private static final int BUFFER = 8192;

	private ContentHash() {
	}

	/**
	 * Returns the hash of a content.
	 * @param content the bytes of a file
	 * @return the first 128 bits of their SHA-256 hash, in lower case
	 */
	public static String of(byte[] content) {
		Objects.requireNonNull(content, "'content' must not be null");
		return HexFormat.of().formatHex(sha256().digest(content), 0, LENGTH / 2);
	}

	/**
	 * Returns the hash of a content of any size.
	 * @param content the bytes of a file, which are read to their end
	 * @return the same as of the bytes in memory
	 * @throws IOException if they cannot be read
	 */
	public static String of(InputStream content) throws IOException {
		MessageDigest digest = sha256();
		byte[] buffer = new byte[BUFFER];
		for (int read = content.read(buffer); read != -1; read = content.read(buffer)) {
			digest.update(buffer, 0, read);
		}
		return HexFormat.of().formatHex(digest.digest(), 0, LENGTH / 2);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
