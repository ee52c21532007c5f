package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A second name for a file.
 *
 * @since 0.1
 */
public final class HardLinks {

	private HardLinks() {
	}

	static void create(Path link, Path existing) throws IOException {
		try {
			Files.createLink(link, existing);
		}
		catch (UnsupportedOperationException ex) {
			throw new FileSystemException(link.toString(), null, "the file system has no hard links");
		}
	}

	/**
	 * Finds out whether files of a directory can have a second name there, by trying.
	 * What it leaves if the process dies meanwhile is swept as temporary files are.
	 * @param directory an existing directory
	 * @throws IOException if they cannot, or if no file can be created
	 */
	public static void check(Path directory) throws IOException {
		Path file = directory.resolve(TempNames.next(directory.resolve("link-check")));
		Path link = directory.resolve(TempNames.next(directory.resolve("link-check")));
		Files.createFile(file);
		try {
			create(link, file);
			Files.delete(link);
		}
		finally {
			Files.delete(file);
		}
	}

}
