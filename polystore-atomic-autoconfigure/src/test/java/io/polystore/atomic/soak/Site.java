package io.polystore.atomic.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where all work, each process with a template of its own.
 */
record Site(Path directory, AtomicFileTemplate files, JsonFileRepository documents) {

	static final int MAX_DOCUMENT_SIZE = 64 * 1024;

	static final String CORRUPT = "corrupt";

	private static final String CUT = "{\"cut\": ";

	static Site in(Path directory) {
		AtomicFileTemplate files = AtomicFileTemplate.builder().build();
		JsonFileOptions options = JsonFileOptions.defaults().withMaxDocumentSize(MAX_DOCUMENT_SIZE);
		return new Site(directory, files,
				new JsonFileRepository(files, JsonMapper.builder().build(), directory.resolve("documents"), options));
	}

	/** What only one process does, before all others. */
	void furnish() throws IOException {
		Files.createDirectories(this.documents.directory());
		Files.writeString(corrupt(), CUT);
		Counters.furnish(this);
	}

	private Path corrupt() {
		return this.documents.directory().resolve(CORRUPT + ".json");
	}

	boolean hasCorruptAsBefore() throws IOException {
		return Files.readString(corrupt()).equals(CUT);
	}

	Path file(String name) {
		return this.directory.resolve(name);
	}

}
