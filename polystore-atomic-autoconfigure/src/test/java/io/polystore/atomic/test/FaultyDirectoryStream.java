package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Lists a directory of a {@link FaultyFileSystem}, by way of its {@link Faults}:
 * {@code next}, {@code close}.
 */
final class FaultyDirectoryStream implements DirectoryStream<Path> {

	private final FaultyFileSystem fileSystem;

	private final DirectoryStream<Path> real;

	private final Path path;

	FaultyDirectoryStream(FaultyFileSystem fileSystem, DirectoryStream<Path> real, Path path) {
		this.fileSystem = fileSystem;
		this.real = real;
		this.path = path;
		fileSystem.faults().opened(this, path);
	}

	/** For who opened it in vain: nobody else knows of it. */
	void abandon() throws IOException {
		this.fileSystem.faults().closed(this);
		this.real.close();
	}

	@Override
	public Iterator<Path> iterator() {
		Iterator<Path> entries = this.real.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				try {
					return FaultyDirectoryStream.this.fileSystem.faults()
						.call("next", FaultyDirectoryStream.this.path, "", entries::hasNext);
				}
				catch (IOException ex) {
					throw new DirectoryIteratorException(ex);
				}
			}

			@Override
			public Path next() {
				return FaultyDirectoryStream.this.fileSystem.path(entries.next());
			}

		};
	}

	@Override
	public void close() throws IOException {
		this.fileSystem.faults().closed(this);
		try {
			this.fileSystem.faults().run("close", this.path, "list", () -> {
			});
		}
		finally {
			this.real.close();
		}
	}

}
