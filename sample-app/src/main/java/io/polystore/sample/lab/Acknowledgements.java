package io.polystore.sample.lab;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The updates of one participant that have returned. Thread-safe.
 */
final class Acknowledgements {

	private final Map<String, Numbers> workers = new ConcurrentHashMap<>();

	private final LongAdder count = new LongAdder();

	private volatile long lastNanos = System.nanoTime();

	void add(OperationId id) {
		this.workers.merge(id.worker(), Numbers.NONE.with(id.sequence()),
				(before, added) -> before.with(id.sequence()));
		this.count.increment();
		this.lastNanos = System.nanoTime();
	}

	long count() {
		return this.count.sum();
	}

	/**
	 * Returns when the last one came.
	 * @return the {@link System#nanoTime()} of it, or of the beginning
	 */
	long lastNanos() {
		return this.lastNanos;
	}

	Map<String, Numbers> workers() {
		return Map.copyOf(this.workers);
	}

}
