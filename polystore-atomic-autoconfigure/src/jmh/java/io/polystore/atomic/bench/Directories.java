package io.polystore.atomic.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes what the benchmarks wrote.
 */
public final class Directories {

	private Directories() {
	}

	/**
	 * Deletes a directory and all that is in it.
	 */
	public static void delete(Path directory) throws IOException {
		for (Path path : deepestFirst(directory)) {
			Files.deleteIfExists(path);
		}
	}

	private static List<Path> deepestFirst(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.sorted(Comparator.reverseOrder()).toList();
		}
	}

}
