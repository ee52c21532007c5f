package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.bench.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document of a rival that reads and writes the file itself.
 *
 * @param path the file, which may be missing
 * @param initial what stands for a missing one
 */
record CountedFile(Path path, Document initial) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static CountedFile in(Path directory, Document initial) {
		return new CountedFile(directory.resolve("document.json"), initial);
	}

	byte[] incremented() throws IOException {
		return MAPPER.writeValueAsBytes(read().incremented());
	}

	long count() throws IOException {
		return read().n();
	}

	private Document read() throws IOException {
		if (!Files.exists(this.path)) {
			return this.initial;
		}
		return MAPPER.readValue(Files.readAllBytes(this.path), Document.class);
	}

}
