package io.polystore.atomic.bench.rival;

import java.nio.file.Path;
import java.util.function.Supplier;

import io.polystore.atomic.bench.Document;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts with this library, as an application does, in one document or in many.
 */
final class AtomicCounter implements Counter {

	private final AtomicFileTemplate files;

	private final JsonFileRepository documents;

	private final Document initial;

	private final Supplier<String> name;

	AtomicCounter(AtomicFileTemplate files, Path directory, Document initial) {
		this(files, directory, initial, () -> Document.NAME);
	}

	/**
	 * Creates a counter.
	 * @param name the document of the current thread
	 */
	AtomicCounter(AtomicFileTemplate files, Path directory, Document initial, Supplier<String> name) {
		this.files = files;
		this.name = name;
		this.documents = new JsonFileRepository(this.files, JsonMapper.builder().build(), directory);
		this.initial = initial;
	}

	@Override
	public void increment() {
		this.documents.update(this.name.get(), Document.class, () -> this.initial, Document::incremented);
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
