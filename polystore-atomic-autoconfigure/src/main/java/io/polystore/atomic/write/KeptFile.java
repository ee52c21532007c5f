package io.polystore.atomic.write;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A content that a file had once, under a name that tells its place, its time and what it
 * was: {@code 000000000017-20261124T182320.123456Z-43033da1ed6d316a7a91bcbabe135642}.
 * <p>
 * The number gives the order, for a clock may be set back. The hash tells whether the
 * content is still what it was: as long as it is also the present content of the file, a
 * program that writes into the file in place changes both.
 *
 * @param path where it is
 * @param number its place among those of one file; newer ones have higher numbers
 * @param time when it was kept
 * @param hash the hash that its content had, see {@link ContentHash}
 * @since 0.1
 */
public record KeptFile(Path path, long number, Instant time, String hash) {

	private static final Pattern NAME = Pattern
		.compile("(\\d{12})-(\\d{8}T\\d{6}\\.\\d{6}Z)-([0-9a-f]{" + ContentHash.LENGTH + "})");

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	static KeptFile in(Path directory, long number, Instant time, String hash) {
		String name = String.format(Locale.ROOT, "%012d-%s-%s", number, TIME.format(time), hash);
		return new KeptFile(directory.resolve(name), number, time, hash);
	}

	/**
	 * Returns what the name of a file says, or {@code null} if it is none of ours.
	 */
	static @Nullable KeptFile of(Path path) {
		Matcher matcher = NAME.matcher(path.getFileName().toString());
		if (!matcher.matches()) {
			return null;
		}
		try {
			return new KeptFile(path, Long.parseLong(matcher.group(1)), TIME.parse(matcher.group(2), Instant::from),
					matcher.group(3));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Returns its size now.
	 * @return the size in bytes
	 * @throws IOException if it is gone or cannot be looked at
	 */
	public long size() throws IOException {
		return attributes(this.path).size();
	}

	/**
	 * Returns its content if it is still what it was.
	 * @param limit the most that may be read, in bytes, less than 2 GiB
	 * @return the content, or {@code null} if it was changed, is gone or exceeds the
	 * limit
	 * @throws IOException if it cannot be read
	 */
	public byte @Nullable [] intactContent(long limit) throws IOException {
		try {
			BasicFileAttributes attributes = attributes(this.path);
			return (attributes.isRegularFile() && attributes.size() <= limit) ? intactContent((int) attributes.size())
					: null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private byte @Nullable [] intactContent(int size) throws IOException {
		try (InputStream in = Files.newInputStream(this.path, LinkOption.NOFOLLOW_LINKS)) {
			byte[] content = in.readNBytes(size + 1);
			return ContentHash.of(content).equals(this.hash) ? content : null;
		}
	}

	/**
	 * What tells files apart that have several names, {@code null} where nothing does.
	 */
	static @Nullable Object key(Path path) throws IOException {
		try {
			return attributes(path).fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private static BasicFileAttributes attributes(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	boolean isIntact(byte[] content) throws IOException {
		return intactContent(content.length) != null;
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.path);
	}

}
