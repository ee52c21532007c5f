package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs that a machine may have, and what they run.
 */
final class Tools {

	private Tools() {
	}

	/**
	 * Tells whether a program is there and works.
	 */
	static boolean isPresent(String program) throws InterruptedException {
		try {
			return run(List.of(program, "--version")) == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	static int run(List<String> command) throws IOException, InterruptedException {
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

	/**
	 * Copies a source file into a directory.
	 */
	static Path extract(String name, Path directory) throws IOException {
		Path file = directory.resolve(name);
		try (InputStream source = Tools.class.getResourceAsStream(name)) {
			if (source == null) {
				throw new IOException("'%s' is not on the class path".formatted(name));
			}
			Files.copy(source, file);
		}
		return file;
	}

}
