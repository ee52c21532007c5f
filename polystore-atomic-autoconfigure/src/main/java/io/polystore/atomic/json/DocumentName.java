package io.polystore.atomic.json;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the names of documents: what is a name on one platform is one on all of
 * them, and no name can lead out of the directory.
 */
final class DocumentName {

	static final String SUFFIX = ".json";

	static final int MAX_LENGTH = 1024;

	static final int MAX_PARTS = 32;

	private static final int MAX_FILE_NAME_BYTES = 255;

	private static final int MAX_DEVICE_LENGTH = "CONOUT$".length();

	private static final Pattern DEVICE = Pattern.compile("CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³]");

	private static final String RESERVED = "\\:<>\"|?*";

	private DocumentName() {
	}

	/**
	 * Returns the rule that a name breaks, or {@code null} if it is a good one.
	 */
	static @Nullable String violation(String name) {
		if (name.isEmpty()) {
			return "it is empty";
		}
		if (name.length() > MAX_LENGTH) {
			return "it is longer than %d characters".formatted(MAX_LENGTH);
		}
		List<String> parts = parts(name);
		if (parts.size() > MAX_PARTS) {
			return "it has more than %d parts".formatted(MAX_PARTS);
		}
		String violation = directoriesViolation(parts.subList(0, parts.size() - 1));
		return (violation != null) ? violation : partViolation(parts.get(parts.size() - 1), SUFFIX);
	}

	/**
	 * Returns the name of the document that a file below the directory is, or
	 * {@code null} if it is none.
	 */
	static @Nullable String of(Path directory, Path file) {
		if (!file.startsWith(directory) || file.equals(directory) || !file.toString().endsWith(SUFFIX)) {
			return null;
		}
		String joined = join(directory.relativize(file));
		String name = joined.substring(0, joined.length() - SUFFIX.length());
		return (violation(name) == null) ? name : null;
	}

	static String join(Path relative) {
		StringJoiner joined = new StringJoiner("/");
		relative.forEach((part) -> joined.add(part.toString()));
		return joined.toString();
	}

	static List<String> parts(String name) {
		return List.of(name.split("/", -1));
	}

	private static @Nullable String directoriesViolation(List<String> directories) {
		for (String directory : directories) {
			String violation = partViolation(directory, "");
			if (violation != null) {
				return violation;
			}
			// such a directory would take the place of another document or of its lock
			if (endsWith(directory, SUFFIX) || endsWith(directory, ".lock")) {
				return "a directory must not end with '.json' or '.lock'";
			}
		}
		return null;
	}

	private static @Nullable String partViolation(String part, String suffix) {
		if (part.isEmpty()) {
			return "it is absolute or has an empty part";
		}
		if (part.startsWith(".")) {
			return "a part must not begin with '.'";
		}
		if (part.endsWith(".") || part.endsWith(" ")) {
			return "a part must not end with '.' or a space";
		}
		if (isDevice(part)) {
			return "a part must not be the name of a Windows device";
		}
		String violation = characterViolation(part);
		return (violation != null) ? violation : lengthViolation(part + suffix);
	}

	private static @Nullable String characterViolation(String part) {
		for (int i = 0; i < part.length(); i += Character.charCount(part.codePointAt(i))) {
			int c = part.codePointAt(i);
			if (RESERVED.indexOf(c) != -1) {
				return "none of \\ : < > \" | ? * is allowed";
			}
			if (Character.isISOControl(c)) {
				return "control characters are not allowed";
			}
			if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
				return "half a surrogate pair is not allowed";
			}
		}
		return null;
	}

	private static @Nullable String lengthViolation(String fileName) {
		int bytes = fileName.getBytes(StandardCharsets.UTF_8).length;
		return (bytes > MAX_FILE_NAME_BYTES) ? "a part is too long for a file name" : null;
	}

	private static boolean isDevice(String part) {
		int dot = part.indexOf('.');
		String stem = ((dot != -1) ? part.substring(0, dot) : part).strip();
		return stem.length() <= MAX_DEVICE_LENGTH && DEVICE.matcher(stem.toUpperCase(Locale.ROOT)).matches();
	}

	private static boolean endsWith(String part, String suffix) {
		return part.toLowerCase(Locale.ROOT).endsWith(suffix);
	}

}
