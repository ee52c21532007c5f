package io.polystore.atomic;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws.
 * <p>
 * The message names the file, what was attempted and what can be done about it.
 *
 * @since 0.1
 */
public class AtomicFileException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	@SuppressWarnings("serial") // paths of the default file system are serialized by name
	private final transient Path path;

	/**
	 * Creates an exception.
	 * @param path the file in question
	 * @param message what was attempted and what can be done
	 * @param cause the cause, if there is one
	 */
	public AtomicFileException(Path path, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.path = path;
	}

	/**
	 * Returns the file in question.
	 * @return the path; {@code null} only after deserialization
	 */
	public Path path() {
		return this.path;
	}

}
