package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where the locks of ShedLock lie: {@code polystore.atomic.integration.shedlock}.
 */
class ShedLockProperties {

	private static final String DEFAULT_DIRECTORY = ".shedlock";

	/**
	 * Directory of the files that tell until when a task is locked. By default
	 * '.shedlock' in the directory of the documents.
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
