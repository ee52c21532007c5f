package io.polystore.atomic.kill;

import java.util.Map;
import java.util.TreeMap;

/**
 * A document in which each worker counts for itself, and whose parts depend on each
 * other: what was torn does not parse, or does not match.
 *
 * @param counts how often each worker has counted
 * @param total the sum of all
 * @param filler makes its size change
 */
record Tally(Map<String, Long> counts, long total, String filler) {

	/** Now and then longer than what is written at once. */
	private static final int LONG = 300_000;

	/** How the failure of a worker begins who misses something. */
	static final String LOST = "lost: ";

	static Tally empty() {
		return of(Map.of());
	}

	static Tally of(String worker, long count) {
		return of(Map.of(worker, count));
	}

	private static Tally of(Map<String, Long> counts) {
		long total = counts.values().stream().mapToLong(Long::longValue).sum();
		return new Tally(counts, total, filler(total));
	}

	private static String filler(long total) {
		return "x".repeat((int) ((total % 50 == 0) ? LONG : total * 37 % 4000));
	}

	/** Counts on, from what the worker was told last. */
	Tally next(String worker, long count) {
		if (count(worker) != count - 1) {
			throw new IllegalStateException(LOST + "%s has %d and not %d".formatted(worker, count(worker), count - 1));
		}
		Map<String, Long> next = new TreeMap<>(this.counts);
		next.put(worker, count);
		return of(next);
	}

	long count(String worker) {
		return this.counts.getOrDefault(worker, 0L);
	}

	boolean matches() {
		return equals(of(this.counts));
	}

}
