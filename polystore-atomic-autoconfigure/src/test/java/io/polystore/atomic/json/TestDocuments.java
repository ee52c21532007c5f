package io.polystore.atomic.json;

import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Repositories for tests: over a real template, with the locks beside the documents'
 * directory, so that it holds nothing but documents.
 */
final class TestDocuments {

	private TestDocuments() {
	}

	static JsonFileRepository in(Path directory) {
		return in(directory, JsonFileOptions.defaults());
	}

	static JsonFileRepository in(Path directory, JsonFileOptions options) {
		return in(directory, options, JsonMapper.builder().build());
	}

	static JsonFileRepository in(Path directory, JsonFileOptions options, JsonMapper mapper) {
		return new JsonFileRepository(files(directory), mapper, directory, options);
	}

	static AtomicFileTemplate files(Path directory) {
		return AtomicFileTemplate.builder()
			.durability(Durability.NONE)
			.lockDirectory(directory.resolveSibling("locks"))
			.build();
	}

}
