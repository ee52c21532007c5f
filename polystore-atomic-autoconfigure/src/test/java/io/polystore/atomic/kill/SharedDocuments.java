package io.polystore.atomic.kill;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Versioned;
import io.polystore.atomic.test.LockKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that all processes work on: some in which everybody counts, and for each
 * worker some of its own.
 *
 * @param directory their directory
 * @param files the operations on files
 * @param repository the documents
 */
record SharedDocuments(Path directory, AtomicFileTemplate files, JsonFileRepository repository) {

	/** What is changed by updates. */
	static final List<String> UPDATED = List.of("shared-1", "shared-2");

	/** What is read and written under its lock. */
	static final String GUARDED = "guarded";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static SharedDocuments in(Path directory, LockKind kind) {
		AtomicFileTemplate files = AtomicFileTemplate.builder().lockProvider(kind.provider()).build();
		return new SharedDocuments(directory, files, new JsonFileRepository(files, MAPPER, directory));
	}

	static String saved(String worker) {
		return "own/" + worker + "-saved";
	}

	static String streamed(String worker) {
		return "own/" + worker + "-streamed";
	}

	/** What is created and deleted again and again. */
	static String passing(String worker) {
		return "own/" + worker + "-passing";
	}

	static List<String> of(String worker) {
		return List.of(UPDATED.get(0), UPDATED.get(1), GUARDED, saved(worker), streamed(worker), passing(worker));
	}

	Path file(String document) {
		return this.directory.resolve(document + ".json");
	}

	byte[] bytes(Tally tally) {
		return MAPPER.writeValueAsBytes(tally);
	}

	Optional<Tally> find(String document) {
		return this.repository.find(document, Tally.class);
	}

	Optional<Versioned<Tally>> findVersioned(String document) {
		return this.repository.findVersioned(document, Tally.class);
	}

	/** What stands there of a worker, 0 for nothing. */
	long count(String document, String worker) {
		return find(document).map((tally) -> tally.count(worker)).orElse(0L);
	}

}
