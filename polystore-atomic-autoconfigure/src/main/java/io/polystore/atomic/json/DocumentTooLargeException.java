package io.polystore.atomic.json;

import java.nio.file.Path;

/**
 * The document is, or would become, larger than the repository allows.
 * <p>
 * The file is as it was. Raise {@link JsonFileOptions#withMaxDocumentSize} or split the
 * document.
 *
 * @since 0.1
 */
public class DocumentTooLargeException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	private final long limit;

	/**
	 * Creates an exception.
	 * @param path the file of the document
	 * @param limit the limit in bytes
	 */
	public DocumentTooLargeException(Path path, long limit) {
		super(path, "Document '%s' exceeds the limit of %d bytes: raise the maximum document size or split it"
			.formatted(path, limit), null);
		this.limit = limit;
	}

	/**
	 * Returns the limit.
	 * @return the limit in bytes
	 */
	public long limit() {
		return this.limit;
	}

}
