package io.polystore.atomic.json;

import java.nio.file.Path;

import io.polystore.atomic.AtomicFileException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document could not be found, saved or updated; its file is as it was.
 * <p>
 * Thrown itself where no subclass says more: the value cannot be written as JSON, its
 * type cannot be used with JSON, or something other than a file stands where the document
 * should be.
 *
 * @since 0.1
 */
public class JsonFileException extends AtomicFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param path the file of the document
	 * @param message what was attempted and what can be done
	 * @param cause the cause, if there is one
	 */
	public JsonFileException(Path path, String message, @Nullable Throwable cause) {
		super(path, message, cause);
	}

}
