package io.polystore.atomic;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file that was to be created exists already; it was left as it is.
 *
 * @since 0.1
 */
public class TargetExistsException extends AtomicWriteException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param path the file that exists
	 * @param cause the file system's answer
	 */
	public TargetExistsException(Path path, @Nullable Throwable cause) {
		super(path, Outcome.NOT_COMMITTED, ("File '%s' was not created because it exists already; "
				+ "use 'write' to replace it or choose another name")
			.formatted(path), cause);
	}

}
