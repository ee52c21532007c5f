package io.polystore.atomic.bench.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicFileListener.LockOutcome;
import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.AtomicFileListener.WriteOperation;
import io.polystore.atomic.AtomicFileListener.WriteOutcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.Directories;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.core.SafeListener;
import io.polystore.atomic.metrics.AtomicFileMetrics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What metrics are told during one update, and the update itself.
 */
@State(Scope.Benchmark)
public class MetricsBenchmark {

	private static final Duration SOME_TIME = Duration.ofMillis(3);

	private final AtomicFileListener metrics = SafeListener
		.of(List.of(new AtomicFileMetrics(new SimpleMeterRegistry())));

	private final AtomicFileListener everything = Everything.listener();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private Path directory = Path.of("");

	private Path file = Path.of("");

	private byte next;

	/**
	 * Makes a file.
	 */
	@Setup
	public void createFile() throws IOException {
		this.directory = BenchSettings.fromSystemProperties().newDirectory("metrics");
		this.file = this.directory.resolve("document");
		this.files.write(this.file, new byte[1024]);
	}

	/**
	 * Removes the file.
	 */
	@TearDown
	public void deleteFile() throws IOException {
		this.files.close();
		Directories.delete(this.directory);
	}

	/**
	 * Tells the metrics what they are told during one update.
	 */
	@Benchmark
	public void tellMetrics() {
		tell(this.metrics);
	}

	/**
	 * Tells metrics and traces what they are told during one update.
	 */
	@Benchmark
	public void tellEverything() {
		tell(this.everything);
	}

	private void tell(AtomicFileListener listener) {
		listener.updateStarted(this.file);
		listener.lockWaitStarted(this.file);
		listener.lockWaitEnded(this.file, LockOutcome.ACQUIRED, SOME_TIME, 1);
		listener.lockHeld(this.file);
		listener.batchStarted(this.file, 1);
		listener.writeStarted(this.file, WriteOperation.UPDATE, Durability.FULL);
		listener.written(this.file, WriteOperation.UPDATE, Durability.FULL, WriteOutcome.SUCCESS, SOME_TIME);
		listener.lockReleased(this.file, SOME_TIME);
		listener.updated(this.file, UpdateOutcome.WRITTEN, SOME_TIME);
	}

	/**
	 * Updates durably, without metrics.
	 */
	@Benchmark
	public byte[] durableUpdate() {
		return update(Durability.FULL);
	}

	/**
	 * Updates without forcing anything, without metrics.
	 */
	@Benchmark
	public byte[] update() {
		return update(Durability.NONE);
	}

	private byte[] update(Durability durability) {
		return this.files.update(this.file, WriteOptions.of(durability), (content) -> {
			content[0] = this.next++;
			return content;
		});
	}

}
