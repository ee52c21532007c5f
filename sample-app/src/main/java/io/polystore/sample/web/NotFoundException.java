package io.polystore.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * There is nothing stored under the name in the request.
 */
public final class NotFoundException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	public NotFoundException() {
		super(HttpStatus.NOT_FOUND);
		setDetail("Nothing is stored under this name");
	}

}
