package io.polystore.sample.documents;

import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.Versioned;
import io.polystore.sample.web.Preconditions;
import io.polystore.sample.web.VersionedResponse;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Documents over HTTP. What is written is answered as it is stored, with its entity tag.
 * <p>
 * Every mapping says what it produces, so that a client that accepts nothing of it is
 * refused before anything is written, not after.
 */
@RestController
@RequestMapping(path = DocumentController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class DocumentController {

	static final String PATH = "/api/documents";

	private final DocumentService documents;

	DocumentController(DocumentService documents) {
		this.documents = documents;
	}

	@GetMapping
	DocumentNames list(@RequestParam(defaultValue = "") String prefix) {
		return new DocumentNames(this.documents.names(prefix));
	}

	@GetMapping("/{*name}")
	ResponseEntity<JsonNode> read(@PathVariable DocumentName name, Preconditions preconditions) {
		return VersionedResponse.read(this.documents.find(name.value()), preconditions);
	}

	@PutMapping(path = "/{*name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<JsonNode> replace(@PathVariable DocumentName name, Preconditions preconditions,
			@RequestBody JsonNode content) {
		Replaced replaced = this.documents.replace(name.value(), preconditions, content);
		ResponseEntity.BodyBuilder response = stored(name, replaced.created() ? HttpStatus.CREATED : HttpStatus.OK,
				replaced.version());
		return (replaced.created() ? response.location(name.location()) : response).body(content);
	}

	@PatchMapping(path = "/{*name}", consumes = MergePatch.MEDIA_TYPE)
	ResponseEntity<JsonNode> patch(@PathVariable DocumentName name, Preconditions preconditions,
			@RequestBody JsonNode patch) {
		Versioned<JsonNode> patched = this.documents.patch(name.value(), preconditions, patch);
		return stored(name, HttpStatus.OK, patched.version()).body(patched.value());
	}

	@DeleteMapping("/{*name}")
	ResponseEntity<Void> delete(@PathVariable DocumentName name, Preconditions preconditions) {
		this.documents.delete(name.value(), preconditions);
		return ResponseEntity.noContent().build();
	}

	/**
	 * Starts a response that shows the document as it is stored, which the entity tag
	 * belongs to, and not as it was sent.
	 */
	private static ResponseEntity.BodyBuilder stored(DocumentName name, HttpStatus status, Version version) {
		return VersionedResponse.tagged(status, version)
			.header(HttpHeaders.CONTENT_LOCATION, name.location().toString());
	}

}
