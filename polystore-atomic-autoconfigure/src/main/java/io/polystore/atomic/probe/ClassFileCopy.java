package io.polystore.atomic.probe;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One class in a private temporary directory, from which another JVM can run it: the jar
 * that it comes from may lie inside another, where no other JVM finds it.
 */
final class ClassFileCopy implements Closeable {

	private final Path directory;

	private final Path file;

	private ClassFileCopy(Path directory, Path file) {
		this.directory = directory;
		this.file = file;
	}

	static ClassFileCopy of(Class<?> type) throws IOException {
		Path directory = Files.createTempDirectory("polystore-probe-");
		ClassFileCopy copy = new ClassFileCopy(directory,
				directory.resolve(type.getName().replace('.', '/') + ".class"));
		try {
			copy.fill(type);
			return copy;
		}
		catch (IOException | RuntimeException | Error ex) {
			copy.close();
			throw ex;
		}
	}

	private void fill(Class<?> type) throws IOException {
		try (InputStream source = type.getResourceAsStream(type.getSimpleName() + ".class")) {
			if (source == null) {
				throw new FileNotFoundException("the class file of " + type.getName());
			}
			Files.createDirectories(this.file.getParent());
			Files.copy(source, this.file);
		}
	}

	Path directory() {
		return this.directory;
	}

	/**
	 * What cannot be deleted is left to the system, in its directory for temporary files.
	 */
	@Override
	public void close() {
		try {
			Path path = this.file;
			while (path != null && path.startsWith(this.directory)) {
				Files.deleteIfExists(path);
				path = path.getParent();
			}
		}
		catch (IOException ex) {
			// nothing depends on it
		}
	}

}
