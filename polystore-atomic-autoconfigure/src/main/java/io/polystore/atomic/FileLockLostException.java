package io.polystore.atomic;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A lock that was held is held no longer, or whether it is cannot be found out: others
 * may hold it now.
 * <p>
 * Nothing was changed. The update may be tried again; it then takes the lock anew, and
 * sees what others wrote meanwhile.
 *
 * @since 0.1
 */
public class FileLockLostException extends FileLockException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param path the lock file
	 * @param message how the lock was lost and what can be done
	 * @param cause the cause, if there is one
	 */
	public FileLockLostException(Path path, String message, @Nullable Throwable cause) {
		super(path, message, cause);
	}

}
