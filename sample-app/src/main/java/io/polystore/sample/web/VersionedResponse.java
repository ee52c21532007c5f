package io.polystore.sample.web;

import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.Versioned;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Responses whose {@code ETag} is the version of what they show.
 */
public final class VersionedResponse {

	private VersionedResponse() {
	}

	/**
	 * Answers a request to read, in view of what the client has and expects.
	 * @param <T> the type of the content
	 * @param found the content and its version
	 * @param preconditions what the request demands
	 * @return the content, or that the client has it already
	 */
	public static <T> ResponseEntity<T> read(Versioned<T> found, Preconditions preconditions) {
		preconditions.checkMatch(found.version());
		if (preconditions.isNotModified(found.version())) {
			return tagged(HttpStatus.NOT_MODIFIED, found.version()).build();
		}
		return tagged(HttpStatus.OK, found.version()).body(found.value());
	}

	/**
	 * Starts a response that has an entity tag.
	 * @param status the status
	 * @param version the version that becomes the tag
	 * @return the response, to be completed
	 */
	public static ResponseEntity.BodyBuilder tagged(HttpStatus status, Version version) {
		return ResponseEntity.status(status).eTag(EntityTags.of(version));
	}

}
