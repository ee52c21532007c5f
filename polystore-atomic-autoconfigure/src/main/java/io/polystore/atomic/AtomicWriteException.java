package io.polystore.atomic;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file could not be written, replaced or deleted, or it is not known to be durable.
 * <p>
 * {@link #outcome()} tells which of the two it is, and so what the caller may do.
 *
 * @since 0.1
 */
public class AtomicWriteException extends AtomicFileException {

	private static final long serialVersionUID = 1L;

	private final Outcome outcome;

	/**
	 * Creates an exception.
	 * @param path the file that was to be written
	 * @param outcome what became of the file
	 * @param message what was attempted and what can be done
	 * @param cause why it failed
	 */
	public AtomicWriteException(Path path, Outcome outcome, String message, @Nullable Throwable cause) {
		super(path, message, cause);
		this.outcome = outcome;
	}

	/**
	 * Returns what became of the file.
	 * @return the outcome
	 */
	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * What became of a file whose write failed.
	 */
	public enum Outcome {

		/**
		 * The file is as it was before: the write may be tried again.
		 */
		NOT_COMMITTED,

		/**
		 * Every reader sees the new content, but a power cut may bring back the old one;
		 * or, after a failed rename, it could not be told which of the two stands there.
		 * To be sure, write the content once more; doing an increment once more would
		 * count it twice.
		 */
		COMMITTED_DURABILITY_UNKNOWN

	}

}
