package io.polystore.atomic.bench.threads;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.bench.Document;
import io.polystore.atomic.bench.measure.Subject;
import io.polystore.atomic.bench.rival.Counter;
import io.polystore.atomic.bench.rival.Rival;

/**
 * A rival with its document, of which every acknowledged update is counted.
 */
final class Contestant implements Closeable {

	private static final int DOCUMENT_BYTES = 1024;

	private final Rival rival;

	private final Counter counter;

	private long acknowledged;

	Contestant(Rival rival, Path directory) throws IOException {
		this.rival = rival;
		this.counter = rival.openIn(directory, Document.ofSize(DOCUMENT_BYTES));
	}

	static String series(Rival rival, int threads) {
		return "%s, %d %s".formatted(rival.label(), threads, (threads == 1) ? "thread" : "threads");
	}

	Subject with(int threads, Duration duration) {
		return new Subject(series(this.rival, threads), () -> rate(threads, duration));
	}

	private double rate(int threads, Duration duration) throws Exception {
		Load.Result result = Load.run(this.counter, threads, duration);
		this.acknowledged += result.updates().size();
		return result.rate();
	}

	void requireNoLostUpdate() throws Exception {
		if (this.counter.count() != this.acknowledged) {
			throw new IllegalStateException("%s lost updates: %d acknowledged, %d counted".formatted(this.rival.label(),
					this.acknowledged, this.counter.count()));
		}
	}

	@Override
	public void close() throws IOException {
		this.counter.close();
	}

}
