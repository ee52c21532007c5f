package io.polystore.atomic.bench.rival;

import java.nio.file.Path;

import io.polystore.atomic.bench.Document;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts with this library, as an application does.
 */
final class AtomicCounter implements Counter {

	private final AtomicFileTemplate files;

	private final JsonFileRepository documents;

	private final Document initial;

	AtomicCounter(AtomicFileTemplate files, Path directory, Document initial) {
		this.files = files;
		this.documents = new JsonFileRepository(this.files, JsonMapper.builder().build(), directory);
		this.initial = initial;
	}

	@Override
	public void increment() {
		this.documents.update(Document.NAME, Document.class, () -> this.initial, Document::incremented);
	}

	@Override
	public long count() {
		return this.documents.find(Document.NAME, Document.class).map(Document::n).orElse(0L);
	}

	@Override
	public void close() {
		this.files.close();
	}

}
