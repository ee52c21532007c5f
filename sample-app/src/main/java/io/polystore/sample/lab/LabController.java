package io.polystore.sample.lab;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The lab over HTTP.
 */
@RestController
@ConditionalOnBooleanProperty(name = Lab.ENABLED, matchIfMissing = true)
@RequestMapping(path = "/api/lab", produces = MediaType.APPLICATION_JSON_VALUE)
class LabController {

	private final Lab lab;

	LabController(Lab lab) {
		this.lab = lab;
	}

	@GetMapping
	LabState state() {
		return this.lab.state();
	}

	@PostMapping(path = "/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	Run start(@RequestBody RunRequest request) {
		return this.lab.start(request);
	}

	@PostMapping("/kill")
	Killed kill() {
		return this.lab.kill();
	}

}
