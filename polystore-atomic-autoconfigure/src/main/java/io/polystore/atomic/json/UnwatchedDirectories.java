package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What becomes of it if a directory cannot be watched: an error at start; later, or where
 * there is polling besides, a warning.
 */
final class UnwatchedDirectories {

	private static final Log logger = LogFactory.getLog(DocumentWatcher.class);

	private static final String REMEDY = "on Linux raise the limits 'fs.inotify.max_user_watches' and "
			+ "'fs.inotify.max_user_instances', or set a poll interval";

	private final Path directory;

	private boolean tolerated;

	private boolean warned;

	UnwatchedDirectories(Path directory, boolean tolerated) {
		this.directory = directory;
		this.tolerated = tolerated;
	}

	void started() {
		this.tolerated = true;
	}

	void found(IOException failure) {
		String problem = "Documents in '%s' cannot be watched (%s): %s".formatted(this.directory, failure, REMEDY);
		if (!this.tolerated) {
			throw new JsonFileException(this.directory, problem, failure);
		}
		if (!this.warned) {
			this.warned = true;
			logger.warn(problem);
		}
	}

}
