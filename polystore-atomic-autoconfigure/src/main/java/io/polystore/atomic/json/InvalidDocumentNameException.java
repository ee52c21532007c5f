package io.polystore.atomic.json;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The name is no document name, or leads out of the directory of the repository.
 * <p>
 * Nothing was created or changed. The rules are at {@link JsonFileRepository}; the
 * message says which one was broken.
 *
 * @since 0.1
 */
public class InvalidDocumentNameException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	private final String name;

	/**
	 * Creates an exception.
	 * @param directory the directory of the repository
	 * @param name the name
	 * @param problem the rule that it breaks
	 * @param cause the cause, if there is one
	 */
	public InvalidDocumentNameException(Path directory, String name, String problem, @Nullable Throwable cause) {
		super(directory, "'%s' is no name for a document in '%s': %s; use names such as 'config' or 'orders/42'"
			.formatted(Printable.of(name), directory, problem), cause);
		this.name = name;
	}

	/**
	 * Returns the name.
	 * @return the name as it was given
	 */
	public String name() {
		return this.name;
	}

}
