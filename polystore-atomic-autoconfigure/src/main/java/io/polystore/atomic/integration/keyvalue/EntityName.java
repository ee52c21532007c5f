package io.polystore.atomic.integration.keyvalue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.polystore.atomic.write.ContentHash;
import org.jspecify.annotations.Nullable;

/**
 * The names of the documents of entities: another one for every id, on every platform.
 * <p>
 * Lower-case letters and digits of ASCII, {@code '_'} and {@code '-'} stand for
 * themselves, everything else is escaped: {@code %41} is {@code A}, {@code %u20ac} is the
 * euro sign, and {@code %} alone the empty id. A name that would be too long is the hash
 * of the id behind {@code %%}, which cannot be reversed.
 */
final class EntityName {

	/**
	 * With {@code .json.lock} it stays under the 143 bytes of the narrowest file systems
	 * (eCryptfs).
	 */
	private static final int MAX_LENGTH = 128;

	private static final String EMPTY = "%";

	private static final String HASHED = "%%";

	private static final Pattern HASHED_NAME = Pattern.compile(HASHED + "[0-9a-f]{" + ContentHash.LENGTH + "}");

	private static final Pattern ESCAPED_NAME = Pattern.compile("([a-z0-9_-]|%[0-9a-f]{2}|%u[0-9a-f]{4})+");

	private static final Pattern ESCAPE = Pattern.compile("%u[0-9a-f]{4}|%[0-9a-f]{2}");

	private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");

	private static final HexFormat HEX = HexFormat.of();

	private EntityName() {
	}

	static String of(String id) {
		String name = escape(id);
		return (name.length() <= MAX_LENGTH) ? name : HASHED + ContentHash.of(name.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Returns whether a document of this name is an entity, rather than something else
	 * that lies there.
	 */
	static boolean isOne(String name) {
		return HASHED_NAME.matcher(name).matches() || id(name) != null;
	}

	/**
	 * Returns the id, or {@code null} if the name does not tell.
	 */
	static @Nullable String id(String name) {
		if (name.equals(EMPTY)) {
			return "";
		}
		if (!ESCAPED_NAME.matcher(name).matches()) {
			return null;
		}
		String id = unescape(name);
		return of(id).equals(name) ? id : null;
	}

	private static String escape(String id) {
		StringBuilder name = new StringBuilder();
		id.chars().forEach((c) -> append(name, (char) c));
		if (DEVICE.matcher(name).matches()) {
			return escaped(id.charAt(0)) + id.substring(1);
		}
		return id.isEmpty() ? EMPTY : name.toString();
	}

	private static void append(StringBuilder name, char c) {
		boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
		name.append(plain ? String.valueOf(c) : escaped(c));
	}

	private static String escaped(char c) {
		return (c <= 0xff) ? "%" + HEX.toHexDigits((byte) c) : "%u" + HEX.toHexDigits(c);
	}

	private static String unescape(String name) {
		return ESCAPE.matcher(name).replaceAll((escape) -> Matcher.quoteReplacement(character(escape.group())));
	}

	private static String character(String escape) {
		int digits = escape.startsWith("%u") ? 2 : 1;
		return String.valueOf((char) HexFormat.fromHexDigits(escape, digits, escape.length()));
	}

}
