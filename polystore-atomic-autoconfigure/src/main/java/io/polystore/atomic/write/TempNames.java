package io.polystore.atomic.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names of temporary files: hidden, unpredictable and recognisably ours.
 * <p>
 * Thread-safe.
 *
 * @since 0.1
 */
public final class TempNames {

	private static final String SUFFIX = ".polystore-tmp";

	private static final Pattern PATTERN = Pattern.compile("\\..*\\.[0-9a-f]{24}\\.polystore-tmp", Pattern.DOTALL);

	/**
	 * Of the target's name, so much that the whole stays under the 143 bytes of the
	 * narrowest file systems (eCryptfs) and a person still sees which file was meant.
	 */
	private static final int MAX_PREFIX_BYTES = 96;

	private static final SecureRandom RANDOM = new SecureRandom();

	private TempNames() {
	}

	/**
	 * Returns a new name of a temporary file.
	 * @param target the file that it stands for
	 * @return a name that nobody can foresee
	 */
	public static String next(Path target) {
		byte[] random = new byte[12];
		RANDOM.nextBytes(random);
		return "." + prefix(target.getFileName().toString()) + "." + HexFormat.of().formatHex(random) + SUFFIX;
	}

	private static String prefix(String name) {
		int end = name.length();
		while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES) {
			end = name.offsetByCodePoints(end, -1);
		}
		return name.substring(0, end);
	}

	/**
	 * Returns whether a file of this name is one of our temporary files.
	 * @param fileName the last element of a path
	 * @return whether the name has the form of our temporary files
	 */
	public static boolean isTemp(String fileName) {
		return fileName.endsWith(SUFFIX) && PATTERN.matcher(fileName).matches();
	}

}
