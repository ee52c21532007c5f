package io.polystore.atomic.bench.find;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.Directories;
import io.polystore.atomic.bench.Document;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.JsonFileRepository;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reading a document of 1 KiB.
 */
@State(Scope.Benchmark)
public class FindBenchmark {

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private final AtomicReference<JsonMapper> mapper = new AtomicReference<>();

	private JsonFileRepository documents = new JsonFileRepository(this.files, JsonMapper.builder().build(),
			Path.of(""));

	private Path file = Path.of("");

	/**
	 * Makes a document, and a mapper with the settings of the repository's.
	 */
	@Setup
	public void createDocument() throws IOException {
		Path directory = BenchSettings.fromSystemProperties().newDirectory("find");
		JsonFileOptions options = JsonFileOptions.defaults()
			.withCustomizers(List.of((builder) -> this.mapper.set(builder.build())));
		this.documents = new JsonFileRepository(this.files, JsonMapper.builder().build(), directory, options);
		this.documents.save(Document.NAME, Document.ofSize(1024));
		this.file = directory.resolve(Document.NAME + ".json");
	}

	/**
	 * Removes the document.
	 */
	@TearDown
	public void deleteDocument() throws IOException {
		this.files.close();
		Directories.delete(this.documents.directory());
	}

	/**
	 * Finds it.
	 */
	@Benchmark
	public Document find() {
		return this.documents.find(Document.NAME, Document.class).orElseThrow();
	}

	/**
	 * Reads and parses it by hand.
	 */
	@Benchmark
	public Document readAndParse() throws IOException {
		return this.mapper.get().readValue(Files.readAllBytes(this.file), Document.class);
	}

}
