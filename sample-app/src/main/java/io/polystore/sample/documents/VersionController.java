package io.polystore.sample.documents;

import java.util.List;

import io.polystore.atomic.json.KeptVersion;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.Versioned;
import io.polystore.sample.web.NotFoundException;
import io.polystore.sample.web.Preconditions;
import io.polystore.sample.web.VersionedResponse;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The kept versions of documents over HTTP. A restored version is answered as the
 * document itself is.
 */
@RestController
@RequestMapping(path = "/api/versions/{*name}", produces = MediaType.APPLICATION_JSON_VALUE)
class VersionController {

	private final DocumentService documents;

	VersionController(DocumentService documents) {
		this.documents = documents;
	}

	@GetMapping
	KeptVersions list(@PathVariable DocumentName name) {
		List<KeptVersion> versions = this.documents.versions(name.value());
		if (versions.isEmpty()) {
			throw new NotFoundException();
		}
		return KeptVersions.of(versions);
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<JsonNode> restore(@PathVariable DocumentName name, Preconditions preconditions,
			@RequestBody RestoreRequest request) {
		Version version = request.toVersion();
		this.documents.restore(name.value(), preconditions, version);
		Versioned<JsonNode> restored = this.documents.find(name.value());
		return VersionedResponse.tagged(HttpStatus.OK, restored.version())
			.header(HttpHeaders.CONTENT_LOCATION, name.location().toString())
			.body(restored.value());
	}

}
