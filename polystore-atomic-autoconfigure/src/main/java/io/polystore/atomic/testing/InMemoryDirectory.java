package io.polystore.atomic.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

/**
 * An empty directory of a Unix file system that is in memory and nobody else's.
 */
final class InMemoryDirectory implements AutoCloseable {

	/**
	 * Without the {@code unix} view, by which one knows directories that can be forced.
	 */
	private static final Configuration UNIX = Configuration.unix()
		.toBuilder()
		.setAttributeViews("basic", "owner", "posix")
		.build();

	private final FileSystem fileSystem;

	private final Path path;

	private InMemoryDirectory(FileSystem fileSystem, Path path) {
		this.fileSystem = fileSystem;
		this.path = path;
	}

	static InMemoryDirectory create() {
		FileSystem fileSystem = Jimfs.newFileSystem(UNIX);
		try {
			return new InMemoryDirectory(fileSystem, Files.createDirectory(fileSystem.getPath("/data")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path path() {
		return this.path;
	}

	void clear() {
		try {
			for (Path file : deepestFirst()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<Path> deepestFirst() throws IOException {
		try (Stream<Path> files = Files.walk(this.path)) {
			return files.filter((file) -> !file.equals(this.path)).sorted(Comparator.reverseOrder()).toList();
		}
	}

	@Override
	public void close() {
		try {
			this.fileSystem.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
