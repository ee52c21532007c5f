package io.polystore.sample.counters;

import io.polystore.sample.web.Preconditions;
import io.polystore.sample.web.VersionedResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Counters over HTTP.
 */
@RestController
@RequestMapping(path = "/api/counters/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
class CounterController {

	private final CounterService counters;

	CounterController(CounterService counters) {
		this.counters = counters;
	}

	@GetMapping
	ResponseEntity<Counter> read(@PathVariable String name, Preconditions preconditions) {
		return VersionedResponse.read(this.counters.find(name), preconditions);
	}

	@PostMapping(path = "/increment", consumes = MediaType.APPLICATION_JSON_VALUE)
	Incremented increment(@PathVariable String name,
			@RequestBody(required = false) @Nullable IncrementRequest request) {
		return this.counters.increment(name, (request != null) ? request : IncrementRequest.BY_ONE);
	}

}
