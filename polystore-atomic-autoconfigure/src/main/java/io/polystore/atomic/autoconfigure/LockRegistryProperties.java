package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where the locks of a Spring Integration lock registry lie:
 * {@code polystore.atomic.integration.lock-registry}.
 */
class LockRegistryProperties {

	private static final String DEFAULT_DIRECTORY = ".locks";

	/**
	 * Directory of the lock files of the lock registry. By default '.locks' in the
	 * directory of the documents.
	 */
	private @Nullable String directory;

	public @Nullable String getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable String directory) {
		this.directory = AtomicFileProperties.optionalPath(directory);
	}

	/**
	 * A hidden directory is none of documents.
	 */
	Path directory(Path documents) {
		return (this.directory != null) ? Path.of(this.directory) : documents.resolve(DEFAULT_DIRECTORY);
	}

}
