package io.polystore.sample.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.polystore.sample.web.Preconditions;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.util.UriUtils;

/**
 * Exports over HTTP.
 */
@RestController
@RequestMapping(ExportController.PATH)
class ExportController {

	static final String PATH = "/api/jobs/{job}/export";

	private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

	private final ExportService exports;

	ExportController(ExportService exports) {
		this.exports = exports;
	}

	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ExportSummary> export(@PathVariable String job) {
		ExportSummary summary = this.exports.export(job);
		String location = PATH.replace("{job}", UriUtils.encodePathSegment(job, StandardCharsets.UTF_8));
		return ResponseEntity.created(URI.create(location)).body(summary);
	}

	@GetMapping(produces = "text/csv")
	void read(@PathVariable String job, Preconditions preconditions, ServletWebRequest request,
			HttpServletResponse response) throws IOException {
		try (ExportedFile file = this.exports.open(job)) {
			if (!request.checkNotModified(file.entityTag(), file.lastModified())) {
				response.setContentType(CSV.toString());
				response.setContentLengthLong(file.size());
				file.writeTo(response.getOutputStream());
			}
		}
	}

}
