package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * Follows symbolic links to the file that is meant, whether it exists or not.
 * <p>
 * A rename replaces a link itself, so whoever replaces a file must start from where the
 * chain ends.
 *
 * @since 0.1
 */
public final class SymbolicLinks {

	/** As many as Linux follows. */
	private static final int MAX_LINKS = 40;

	private SymbolicLinks() {
	}

	/**
	 * Returns where a chain of links ends.
	 * @param path the path to follow
	 * @return the absolute path of the last link's target, which may not exist; its
	 * directories may be links
	 * @throws IOException if a link cannot be read or the chain does not end
	 */
	public static Path follow(Path path) throws IOException {
		return end(path).path();
	}

	/**
	 * Returns where a chain of links ends.
	 * @param path the path to follow
	 * @return the absolute path of the last link's target; its directories may be links
	 * @throws IOException if a link cannot be read or the chain does not end
	 */
	public static End end(Path path) throws IOException {
		Path current = path.toAbsolutePath();
		for (int links = 0; links <= MAX_LINKS; links++) {
			BasicFileAttributes seen = attributes(current);
			if (seen == null || !seen.isSymbolicLink()) {
				return new End(current, seen != null);
			}
			current = current.resolveSibling(Files.readSymbolicLink(current));
		}
		throw new FileSystemLoopException(path.toString());
	}

	/**
	 * An error is not "no link": the link itself would be replaced, or the wrong file
	 * locked.
	 */
	private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
		try {
			return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Where a chain of links ends.
	 *
	 * @param path the absolute path, which is no link
	 * @param exists whether there is something
	 */
	public record End(Path path, boolean exists) {

	}

}
