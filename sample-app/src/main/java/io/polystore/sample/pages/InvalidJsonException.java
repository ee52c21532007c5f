package io.polystore.sample.pages;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * What somebody typed is no JSON.
 */
final class InvalidJsonException extends Exception {

	private static final long serialVersionUID = 1L;

	private final int line;

	private final int column;

	InvalidJsonException(String problem, int line, int column) {
		super("Line %d, column %d: %s".formatted(line, column, problem));
		this.line = line;
		this.column = column;
	}

	static InvalidJsonException of(JacksonException failure) {
		TokenStreamLocation location = failure.getLocation();
		int line = (location != null) ? Math.max(1, location.getLineNr()) : 1;
		int column = (location != null) ? Math.max(1, location.getColumnNr()) : 1;
		return new InvalidJsonException(failure.getOriginalMessage(), line, column);
	}

	int line() {
		return this.line;
	}

	int column() {
		return this.column;
	}

}
