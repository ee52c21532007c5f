package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Every file and directory below a directory, byte for byte.
 */
record Snapshot(Map<String, String> contents) {

	static Snapshot of(Path directory) {
		return of(directory, (path) -> true);
	}

	/**
	 * Leaves out the lock files: they say who works on a document, and belong to no
	 * document themselves.
	 */
	static Snapshot withoutLocks(Path directory) {
		return of(directory, (path) -> !path.toString().endsWith(".lock"));
	}

	private static Snapshot of(Path directory, Predicate<Path> filter) {
		Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(directory)) {
			paths.filter(filter).forEach((path) -> contents.put(path.toString(), content(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Snapshot(contents);
	}

	private static String content(Path path) {
		try {
			return Files.isDirectory(path) ? "directory" : HexFormat.of().formatHex(Files.readAllBytes(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
