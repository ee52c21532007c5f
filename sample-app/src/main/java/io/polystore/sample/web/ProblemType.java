package io.polystore.sample.web;

import java.net.URI;
import java.util.Locale;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The problems that this service can tell more about than their status does. A client may
 * rely on the type; what is not listed here is {@code about:blank}.
 */
public enum ProblemType {

	MALFORMED_HEADER(HttpStatus.BAD_REQUEST, "A header cannot be understood"),

	MALFORMED_BODY(HttpStatus.BAD_REQUEST, "The body is not what is expected here"),

	INVALID_NAME(HttpStatus.BAD_REQUEST, "The name cannot be used"),

	UNSUPPORTED_ENCODING(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Encoded bodies are not understood"),

	CROSS_SITE(HttpStatus.FORBIDDEN, "The request came from another site"),

	UNKNOWN_HOST(HttpStatus.FORBIDDEN, "The service does not go by this name"),

	OPERATION_ID_REUSED(HttpStatus.CONFLICT, "The id was used for something else"),

	COUNTER_OVERFLOW(HttpStatus.CONFLICT, "The counter cannot count that far"),

	LAB_BUSY(HttpStatus.CONFLICT, "The lab is at work"),

	NO_PROCESS(HttpStatus.CONFLICT, "No process is at work"),

	VERSION_CONFLICT(HttpStatus.PRECONDITION_FAILED, "The document is not in the expected version"),

	PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "Tell which version is meant"),

	UNKNOWN_VERSION(HttpStatus.UNPROCESSABLE_CONTENT, "This version is not kept"),

	TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The content is too large"),

	CORRUPT_DOCUMENT(HttpStatus.INTERNAL_SERVER_ERROR, "The stored document is damaged"),

	DAMAGED_VERSION(HttpStatus.INTERNAL_SERVER_ERROR, "The kept version is damaged"),

	FOREIGN_PROPERTY(HttpStatus.INTERNAL_SERVER_ERROR, "The stored document has a property of another program"),

	UNREADABLE_FILE(HttpStatus.INTERNAL_SERVER_ERROR, "The stored file cannot be read"),

	DURABILITY_UNKNOWN(HttpStatus.INTERNAL_SERVER_ERROR, "Written, but perhaps not durable"),

	BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Somebody else is working on it"),

	TOO_MANY_STREAMS(HttpStatus.SERVICE_UNAVAILABLE, "Too many streams are open"),

	NOT_WRITTEN(HttpStatus.SERVICE_UNAVAILABLE, "Nothing was written"),

	STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE, "The storage is full");

	private final HttpStatus status;

	private final String title;

	ProblemType(HttpStatus status, String title) {
		this.status = status;
		this.title = title;
	}

	public HttpStatus status() {
		return this.status;
	}

	URI uri() {
		return URI.create("tag:polystore.io,2026:run-state:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	ProblemDetail detail(String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(this.status, detail);
		problem.setType(uri());
		problem.setTitle(this.title);
		return problem;
	}

}
