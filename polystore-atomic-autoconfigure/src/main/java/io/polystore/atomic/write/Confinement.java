package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.polystore.atomic.WriteOptions;

/**
 * Keeps a write inside of a directory, if its options name one.
 * <p>
 * A temporary file that was created elsewhere, because its directory had given way to a
 * link, is noticed before it takes the place of anything. If the directory gives way
 * later, the rename does not find the temporary file there, whose name nobody could know.
 *
 * @since 0.1
 */
public final class Confinement {

	private Confinement() {
	}

	/**
	 * Returns the file that a path means: without confinement where its links lead to.
	 * @param path the path
	 * @param options how to write
	 * @return the file
	 * @throws IOException if it lies elsewhere, or cannot be found out
	 */
	public static SymbolicLinks.End target(Path path, WriteOptions options) throws IOException {
		SymbolicLinks.End end = SymbolicLinks.end(path, options.confinement() == null);
		checked(end.path(), options);
		return end;
	}

	/**
	 * Checks the directory of a file, which need not exist yet.
	 * @param file the file, of which it is known that it is no link
	 * @param options how to write
	 * @return the file
	 * @throws IOException if it lies elsewhere, or cannot be found out
	 */
	public static Path checked(Path file, WriteOptions options) throws IOException {
		Path confinement = options.confinement();
		Path directory = file.getParent();
		if (confinement == null || directory == null || directory.equals(confinement)) {
			return file;
		}
		if (!lies(directory, confinement)) {
			throw new FileSystemException(file.toString(), null,
					"it does not lie in '%s', which it must not leave".formatted(confinement));
		}
		return file;
	}

	/**
	 * The directory comes last, so that nothing lies between the look at it and what is
	 * done next.
	 */
	private static boolean lies(Path directory, Path confinement) throws IOException {
		try {
			Path real = confinement.toRealPath();
			return directory.toRealPath().startsWith(real);
		}
		catch (NoSuchFileException ex) {
			// there is no link in what is yet to be created
			return directory.normalize().startsWith(confinement.normalize());
		}
	}

}
