package io.polystore.sample.documents;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/**
 * The name of a document as the rest of a path gives it. Whether it can be one is for the
 * repository to decide.
 *
 * @param value the name, which may contain slashes
 */
public record DocumentName(String value) {

	public static DocumentName of(String restOfPath) {
		return new DocumentName(restOfPath.startsWith("/") ? restOfPath.substring(1) : restOfPath);
	}

	URI location() {
		return URI.create(DocumentController.PATH + "/" + UriUtils.encodePath(this.value, StandardCharsets.UTF_8));
	}

}
