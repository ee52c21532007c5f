package io.polystore.sample.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Versioned;
import io.polystore.sample.OperationIds;
import io.polystore.sample.web.NotFoundException;

import org.springframework.stereotype.Service;

/**
 * Takes down what jobs report.
 */
@Service
class JobService {

	private final JsonFileRepository jobs;

	JobService(JsonFileRepository repository) {
		this.jobs = repository.in(Path.of("jobs"));
	}

	Versioned<Job> find(String name) {
		return this.jobs.findVersioned(name, Job.class).orElseThrow(NotFoundException::new);
	}

	Recording record(String name, ResultRequest request) {
		Recording recording = new Recording(
				new JobResult(OperationIds.orRandom(request.id()), now(), request.values()));
		this.jobs.update(name, Job.class, () -> Job.NEW, recording);
		return recording;
	}

	private static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS);
	}

}
