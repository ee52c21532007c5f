package io.polystore.atomic.bench.writes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.Directories;
import io.polystore.atomic.core.AtomicFileTemplate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Writes of 4 KiB that are not durable.
 */
@State(Scope.Benchmark)
public class WriteBenchmark {

	private final byte[] content = WriteSize.SMALL.content();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().durability(Durability.NONE).build();

	private Path directory = Path.of("");

	private Path file = Path.of("");

	/**
	 * Makes a directory.
	 */
	@Setup
	public void createDirectory() throws IOException {
		this.directory = BenchSettings.fromSystemProperties().newDirectory("write");
		this.file = this.directory.resolve("document");
	}

	/**
	 * Removes the directory.
	 */
	@TearDown
	public void deleteDirectory() throws IOException {
		this.files.close();
		Directories.delete(this.directory);
	}

	/**
	 * Replaces the file.
	 */
	@Benchmark
	public void atomic() {
		this.files.write(this.file, this.content);
	}

	/**
	 * Overwrites the file in place.
	 */
	@Benchmark
	public Path plain() throws IOException {
		return Files.write(this.file, this.content);
	}

}
