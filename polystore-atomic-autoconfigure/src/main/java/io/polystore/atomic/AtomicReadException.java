package io.polystore.atomic;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file could not be read.
 * <p>
 * The cause tells why: {@link java.nio.file.NoSuchFileException} if there is no such
 * file.
 *
 * @since 0.1
 */
public class AtomicReadException extends AtomicFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param path the file that could not be read
	 * @param message what was attempted and what can be done
	 * @param cause why it failed
	 */
	public AtomicReadException(Path path, String message, IOException cause) {
		super(path, message, cause);
	}

}
