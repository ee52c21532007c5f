package io.polystore.sample.jobs;

import io.polystore.sample.web.Preconditions;
import io.polystore.sample.web.VersionedResponse;

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
 * The results of jobs over HTTP.
 */
@RestController
@RequestMapping(path = "/api/jobs/{job}/results", produces = MediaType.APPLICATION_JSON_VALUE)
class ResultController {

	private final JobService jobs;

	ResultController(JobService jobs) {
		this.jobs = jobs;
	}

	@GetMapping
	ResponseEntity<Job> read(@PathVariable String job, Preconditions preconditions) {
		return VersionedResponse.read(this.jobs.find(job), preconditions);
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<JobResult> record(@PathVariable String job, @RequestBody ResultRequest request) {
		Recording recording = this.jobs.record(job, request);
		HttpStatus status = recording.isNew() ? HttpStatus.CREATED : HttpStatus.OK;
		return ResponseEntity.status(status).body(recording.recorded());
	}

}
