package io.polystore.atomic.integration;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of the file of a key, whatever characters the key holds.
 *
 * @since 0.1
 */
public final class KeyName {

	private static final Pattern NO_PART_OF_A_NAME = Pattern.compile("[^A-Za-z0-9_-]");

	private static final int MAX_PREFIX_LENGTH = 64;

	private static final int HASH_BYTES = 16;

	private KeyName() {
	}

	/**
	 * Returns a name of ASCII letters, digits, '-' and '_', which every platform can hold
	 * with a suffix. It begins with what it can show of the key; a hash tells keys apart
	 * that look alike, also where a file system takes 'A' for 'a'.
	 * @param key the key, any string
	 * @return the name, at most 97 characters, and the same in all processes
	 */
	public static String of(String key) {
		Objects.requireNonNull(key, "'key' must not be null");
		String prefix = key.substring(0, Math.min(key.length(), MAX_PREFIX_LENGTH));
		return NO_PART_OF_A_NAME.matcher(prefix).replaceAll("_") + "-" + hash(key);
	}

	/**
	 * Of the characters, since no encoding keeps half a surrogate pair.
	 */
	private static String hash(String key) {
		ByteBuffer characters = ByteBuffer.allocate(Character.BYTES * key.length());
		characters.asCharBuffer().put(key);
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters.array());
			return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
