package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What came of a document that was no JSON.
 *
 * @param name the name of the document in its repository
 * @param path its file
 * @param outcome whether it was restored
 * @param quarantined where the corrupt file is now; {@code null} unless restored
 * @param restored the version that the document has now; {@code null} unless restored
 * @since 0.1
 */
public record DocumentRecovery(String name, Path path, Outcome outcome, @Nullable Path quarantined,
		@Nullable Version restored) {

	/**
	 * Creates a description.
	 * @param name the name of the document
	 * @param path its file
	 * @param outcome whether it was restored
	 * @param quarantined where the corrupt file is now
	 * @param restored the version that the document has now
	 */
	public DocumentRecovery {
		Objects.requireNonNull(name, "'name' must not be null");
		Objects.requireNonNull(path, "'path' must not be null");
		Objects.requireNonNull(outcome, "'outcome' must not be null");
	}

	/**
	 * Whether a document was restored.
	 */
	public enum Outcome {

		/** The newest good version is the document now. */
		RESTORED,
		/** No kept version is good; nothing was touched. */
		NO_VERSION,
		/** It could not be locked, quarantined or replaced; it is as it was. */
		FAILED

	}

}
