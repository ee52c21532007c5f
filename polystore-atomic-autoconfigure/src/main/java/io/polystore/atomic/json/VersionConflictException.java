package io.polystore.atomic.json;

import java.nio.file.Path;

/**
 * The document is not at the version that the caller expected: somebody else changed,
 * created or deleted it.
 * <p>
 * Read it again and decide again.
 *
 * @since 0.1
 */
public class VersionConflictException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	private final Version expected;

	private final Version actual;

	/**
	 * Creates an exception.
	 * @param path the file of the document
	 * @param expected the version that the caller expected
	 * @param actual the version of the document
	 */
	public VersionConflictException(Path path, Version expected, Version actual) {
		super(path, "'%s' was expected at version %s and is at version %s: read it again and repeat the change"
			.formatted(path, expected, actual), null);
		this.expected = expected;
		this.actual = actual;
	}

	/**
	 * Returns the version that the caller expected.
	 * @return the version
	 */
	public Version expected() {
		return this.expected;
	}

	/**
	 * Returns the version of the document.
	 * @return the version, {@link Version#ABSENT} if there is none
	 */
	public Version actual() {
		return this.actual;
	}

}
