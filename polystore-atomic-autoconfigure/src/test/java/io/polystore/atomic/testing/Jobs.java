package io.polystore.atomic.testing;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;

import org.springframework.stereotype.Service;

/**
 * A service as users write it; that of the README.
 */
@Service
class Jobs {

	private final JsonFileRepository documents;

	private final AtomicFileTemplate files;

	Jobs(JsonFileRepository documents, AtomicFileTemplate files) {
		this.documents = documents;
		this.files = files;
	}

	int countRun() {
		return this.documents.update("runs", Runs.class, () -> new Runs(0), (runs) -> new Runs(runs.count() + 1))
			.count();
	}

	void export() {
		this.files.writeString(this.documents.directory().resolve("export.csv"), "runs");
	}

	record Runs(int count) {
	}

}
