package io.polystore.atomic.bench.rival;

import java.nio.file.Path;

import io.polystore.atomic.bench.Document;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts with this library in many documents: each thread in one that nobody else wants.
 */
final class SpreadCounter implements Counter {

	private static final int DOCUMENTS = 16;

	private static final String PREFIX = Document.NAME + ProcessHandle.current().pid() + "-";

	private final AtomicFileTemplate files;

	private final JsonFileRepository documents;

	private final Document initial;

	SpreadCounter(AtomicFileTemplate files, Path directory, Document initial) {
		this.files = files;
		this.documents = new JsonFileRepository(files, JsonMapper.builder().build(), directory);
		this.initial = initial;
	}

	@Override
	public void increment() {
		String name = PREFIX + Thread.currentThread().getId() % DOCUMENTS;
		this.documents.update(name, Document.class, () -> this.initial, Document::incremented);
	}

	@Override
	public long count() {
		return this.documents.names()
			.stream()
			.mapToLong((name) -> this.documents.find(name, Document.class).map(Document::n).orElse(0L))
			.sum();
	}

	@Override
	public void close() {
		this.files.close();
	}

}
