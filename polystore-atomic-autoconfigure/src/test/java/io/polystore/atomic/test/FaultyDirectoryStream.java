package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Lists a directory of a {@link FaultyFileSystem}.
 */
record FaultyDirectoryStream(FaultyFileSystem fileSystem, DirectoryStream<Path> real) implements DirectoryStream<Path> {

	@Override
	public Iterator<Path> iterator() {
		Iterator<Path> entries = this.real.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return entries.hasNext();
			}

			@Override
			public Path next() {
				return FaultyDirectoryStream.this.fileSystem.path(entries.next());
			}

		};
	}

	@Override
	public void close() throws IOException {
		this.real.close();
	}

}
