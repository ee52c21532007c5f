package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
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

	private static End end(Path path) throws IOException {
		Path current = path.toAbsolutePath();
		for (int links = 0; links <= MAX_LINKS; links++) {
			BasicFileAttributes seen = attributes(current);
			if (seen == null || !seen.isSymbolicLink()) {
				return new End(current, seen);
			}
			current = current.resolveSibling(Files.readSymbolicLink(current));
		}
		throw new FileSystemLoopException(path.toString());
	}

	/**
	 * Returns what a path means.
	 * @param path the path
	 * @param followLinks whether a link is followed, or refused
	 * @return where the chain of links ends
	 * @throws IOException if a link is refused or cannot be read, or the chain does not
	 * end
	 */
	public static End end(Path path, boolean followLinks) throws IOException {
		return followLinks ? end(path) : notLinked(path);
	}

	private static End notLinked(Path path) throws IOException {
		Path absolute = path.toAbsolutePath();
		BasicFileAttributes seen = attributes(absolute);
		if (seen != null && seen.isSymbolicLink()) {
			throw new FileSystemException(path.toString(), null,
					"a symbolic link stands there, which may not be followed");
		}
		return new End(absolute, seen);
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
	 * @param seen what stands there, or {@code null} if there is nothing
	 */
	public record End(Path path, @Nullable BasicFileAttributes seen) {

		/**
		 * Returns whether there is something.
		 * @return whether anything stands there
		 */
		public boolean exists() {
			return this.seen != null;
		}

		/**
		 * Refuses a pipe, a socket or a device: to open or to read it might take for
		 * ever.
		 * @throws IOException if there is one
		 */
		public void requireFileOrDirectory() throws IOException {
			if (this.seen != null && this.seen.isOther()) {
				throw PresentFile.notRegular(this.path);
			}
		}

	}

}
