package io.polystore.atomic.json;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose message may quote a document: its type and stack trace
 * without its message, so that secrets do not reach a log.
 */
final class RedactedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_CAUSES = 8;

	private RedactedException(Throwable original, @Nullable Throwable cause) {
		super(original.getClass().getName() + " (message withheld, it may quote the document)", cause, false, true);
		setStackTrace(original.getStackTrace());
	}

	static RedactedException of(Throwable original) {
		return of(original, MAX_CAUSES);
	}

	private static RedactedException of(Throwable original, int depth) {
		Throwable cause = original.getCause();
		return new RedactedException(original, (cause != null && depth > 0) ? of(cause, depth - 1) : null);
	}

}
