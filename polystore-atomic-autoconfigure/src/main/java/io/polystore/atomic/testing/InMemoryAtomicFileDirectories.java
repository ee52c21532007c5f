package io.polystore.atomic.testing;

import java.nio.file.Path;

import io.polystore.atomic.autoconfigure.AtomicFileDirectories;
import org.jspecify.annotations.Nullable;

/**
 * The directory in memory of a context.
 */
final class InMemoryAtomicFileDirectories implements AtomicFileDirectories, AutoCloseable {

	private final InMemoryDirectory directory = InMemoryDirectory.create();

	@Override
	public Path documents() {
		return this.directory.path();
	}

	@Override
	public @Nullable Path locks() {
		return null;
	}

	void clear() {
		this.directory.clear();
	}

	@Override
	public void close() {
		this.directory.close();
	}

}
