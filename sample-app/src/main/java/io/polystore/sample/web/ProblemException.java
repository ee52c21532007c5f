package io.polystore.sample.web;

import org.springframework.web.ErrorResponseException;

/**
 * Ends a request with a problem that is the client's to solve.
 */
public final class ProblemException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private final ProblemType type;

	public ProblemException(ProblemType type, String detail) {
		super(type.status(), type.detail(detail), null);
		this.type = type;
	}

	public ProblemType type() {
		return this.type;
	}

}
