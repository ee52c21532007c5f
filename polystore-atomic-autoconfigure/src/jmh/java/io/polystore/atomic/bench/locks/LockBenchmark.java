package io.polystore.atomic.bench.locks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.Directories;
import io.polystore.atomic.core.AtomicFileTemplate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A lock that nobody else wants.
 */
@State(Scope.Benchmark)
public class LockBenchmark {

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private Path directory = Path.of("");

	private Path ours = Path.of("");

	private Path bare = Path.of("");

	/**
	 * Makes a directory.
	 */
	@Setup
	public void createDirectory() throws IOException {
		this.directory = BenchSettings.fromSystemProperties().newDirectory("lock");
		this.ours = this.directory.resolve("ours.lock");
		this.bare = this.directory.resolve("bare.lock");
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
	 * Takes and releases a lock of the library, with the record of its holder.
	 */
	@Benchmark
	public void lock() {
		this.files.lock(this.ours).close();
	}

	/**
	 * Opens, locks, releases and closes a file.
	 */
	@Benchmark
	public void bareFileLock() throws IOException {
		try (FileChannel channel = FileChannel.open(this.bare, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			FileLock lock = channel.lock();
			lock.release();
		}
	}

}
