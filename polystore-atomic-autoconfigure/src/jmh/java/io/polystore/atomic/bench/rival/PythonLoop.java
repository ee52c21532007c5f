package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A loop in Python that polls flock every 0.1 s.
 */
public final class PythonLoop {

	private static final String PYTHON = "python3";

	private PythonLoop() {
	}

	/**
	 * Returns the command of a process that counts, if there is Python.
	 * @param directory where the document is
	 * @param size the size of the document
	 */
	public static Optional<List<String>> command(Path directory, int size) throws IOException, InterruptedException {
		if (!Tools.isPresent(PYTHON)) {
			return Optional.empty();
		}
		Files.createDirectories(directory);
		Path script = Tools.extract("count.py", directory);
		return Optional.of(List.of(PYTHON, script.toString(), directory.toString(), Integer.toString(size)));
	}

}
