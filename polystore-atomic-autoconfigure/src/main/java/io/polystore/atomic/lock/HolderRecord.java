package io.polystore.atomic.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * The word that a holder leaves in the lock file: one fixed block behind the locked
 * bytes, in one write, readable by people.
 */
final class HolderRecord {

	/** Behind the locked bytes, which Windows lets nobody else read. */
	static final int POSITION = 64;

	static final int SIZE = 512;

	private static final int MAX_NAME = 40;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

	private static final String NOTHING = "-";

	private static final String OWN_START = text(ProcessIdentity.START);

	private HolderRecord() {
	}

	static ByteBuffer encode(LockHolder holder) {
		String text = String.join("\t", String.valueOf(holder.pid()), start(holder), holder.since().toString(),
				name(holder.host()), name(holder.application()), name(holder.thread()));
		byte[] block = new byte[SIZE];
		Arrays.fill(block, (byte) ' ');
		block[SIZE - 1] = '\n';
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		System.arraycopy(bytes, 0, block, 0, bytes.length);
		block[bytes.length] = '\t';
		return ByteBuffer.wrap(block);
	}

	private static String start(LockHolder holder) {
		Instant start = holder.processStart();
		return (start == ProcessIdentity.START) ? OWN_START : text(start);
	}

	private static String text(@Nullable Instant start) {
		return (start != null) ? start.toString() : NOTHING;
	}

	/**
	 * Whether a file of this content is empty, or holds nothing but a word that was left.
	 * @param content what could be read, up to one byte more than that
	 * @param size how much was read, negative for nothing
	 */
	static boolean isLockFile(byte[] content, int size) {
		return size <= 0 || (size == POSITION + SIZE && content[size - 1] == '\n' && isBlank(content));
	}

	private static boolean isBlank(byte[] content) {
		for (int i = 0; i < POSITION; i++) {
			if (content[i] != 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * At most 40 characters of 3 bytes each: three names and the rest fit the block.
	 */
	static String name(String name) {
		String printable = UNPRINTABLE.matcher(name).replaceAll("?");
		return (printable.length() > MAX_NAME) ? printable.substring(0, MAX_NAME) : printable;
	}

	static @Nullable LockHolder decode(byte[] block) {
		String[] fields = new String(block, StandardCharsets.UTF_8).split("\t", -1);
		if (fields.length != 7) {
			return null;
		}
		try {
			Instant start = NOTHING.equals(fields[1]) ? null : Instant.parse(fields[1]);
			return new LockHolder(Long.parseLong(fields[0]), start, fields[3], fields[4], fields[5],
					Instant.parse(fields[2]));
		}
		catch (NumberFormatException | DateTimeException ex) {
			return null;
		}
	}

}
