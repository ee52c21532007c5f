package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Directories of services that tests start.
 */
final class TestDirectory {

	private TestDirectory() {
	}

	static Path create(String prefix) {
		try {
			return Files.createTempDirectory(Path.of("target"), prefix);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
