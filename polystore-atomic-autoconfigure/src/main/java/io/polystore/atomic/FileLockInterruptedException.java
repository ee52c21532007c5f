package io.polystore.atomic;

import java.nio.file.Path;

/**
 * The thread was interrupted while it waited for a lock; its interrupt flag is set again.
 *
 * @since 0.1
 */
public class FileLockInterruptedException extends FileLockException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param path the lock file
	 */
	public FileLockInterruptedException(Path path) {
		super(path, "Interrupted while waiting for lock '%s'; nothing was changed".formatted(path), null);
	}

}
