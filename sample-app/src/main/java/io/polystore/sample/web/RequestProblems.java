package io.polystore.sample.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Problem details for requests that cannot be served. Of a body they say where it is
 * wrong, and never quote it.
 */
@RestControllerAdvice
class RequestProblems extends ResponseEntityExceptionHandler {

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (ex.getMostSpecificCause() instanceof ProblemException limit) {
			return handleExceptionInternal(limit, limit.getBody(), limit.getHeaders(), limit.getStatusCode(), request);
		}
		ProblemDetail problem = ProblemType.MALFORMED_BODY.detail(detail(ex));
		if (ex.getCause() instanceof JacksonException failure && failure.getLocation() != null) {
			TokenStreamLocation location = failure.getLocation();
			problem.setProperty("line", location.getLineNr());
			problem.setProperty("column", location.getColumnNr());
		}
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private static String detail(HttpMessageNotReadableException ex) {
		if (ex.getMostSpecificCause() instanceof IllegalArgumentException rule && rule.getMessage() != null) {
			return rule.getMessage();
		}
		return "It must be JSON of the form that this address takes, in UTF-8";
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (status.is5xxServerError()) {
			this.logger.error("Failed request", ex);
		}
		return super.handleExceptionInternal(ex, body, headers, status, request);
	}

	/**
	 * Says what the body is, whatever the client accepts: an {@code Accept} header that
	 * cannot be understood must not leave it without an explanation.
	 */
	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return ResponseEntity.status(status)
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(body);
	}

}
