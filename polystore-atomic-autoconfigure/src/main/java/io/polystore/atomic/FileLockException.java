package io.polystore.atomic;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A lock could not be taken, or would never be.
 * <p>
 * Thrown as such where waiting is useless: the file system refuses locks or the lock
 * file, the thread holds the lock already, or it would wait in a circle.
 *
 * @since 0.1
 */
public class FileLockException extends AtomicFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param path the lock file
	 * @param message what was attempted and what can be done
	 * @param cause the cause, if there is one
	 */
	public FileLockException(Path path, String message, @Nullable Throwable cause) {
		super(path, message, cause);
	}

}
