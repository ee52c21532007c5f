package io.polystore.atomic.testing;

import io.polystore.atomic.json.JsonFileRepository;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Leaves a document at start.
 */
@Component
class StartMark implements ApplicationRunner {

	private final JsonFileRepository documents;

	StartMark(JsonFileRepository documents) {
		this.documents = documents;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.documents.save("started", true);
	}

}
