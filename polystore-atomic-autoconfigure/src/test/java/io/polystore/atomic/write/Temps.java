package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds temporary files.
 */
public final class Temps {

	private Temps() {
	}

	public static List<Path> in(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.filter((path) -> TempNames.isTemp(path.getFileName().toString())).toList();
		}
	}

}
