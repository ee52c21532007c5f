package io.polystore.atomic.probe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.write.TempNames;

/**
 * The files that one check makes, which a sweep would recognise. Not thread-safe.
 */
final class ProbeFiles implements Closeable {

	private final Path directory;

	private final List<Path> made = new ArrayList<>();

	ProbeFiles(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	/**
	 * A path at which there is no file yet; what will be there is removed.
	 */
	Path next() {
		return own(TempNames.next(this.directory.resolve("probe")));
	}

	/**
	 * What this name stands for is removed.
	 */
	Path own(String name) {
		Path path = this.directory.resolve(name);
		this.made.add(path);
		return path;
	}

	Path create(String content) throws IOException {
		return Files.writeString(next(), content, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE);
	}

	/**
	 * What cannot be removed is left to the sweep.
	 */
	@Override
	public void close() {
		for (Path path : this.made) {
			try {
				Files.deleteIfExists(path);
			}
			catch (IOException ex) {
				// the directory says enough of itself elsewhere
			}
		}
	}

}
