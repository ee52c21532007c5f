package io.polystore.atomic.json;

import java.nio.file.Path;

/**
 * A change, or the supplier of an initial value, returned {@code null}.
 * <p>
 * The document is as it was. To delete it call {@link JsonFileRepository#delete(String)};
 * to leave it as it is return the value that was passed in.
 *
 * @since 0.1
 */
public class NullDocumentException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param path the file of the document
	 * @param source what returned {@code null}
	 */
	public NullDocumentException(Path path, String source) {
		super(path, "%s for '%s' returned null: return a value, or delete the document".formatted(source, path), null);
	}

}
