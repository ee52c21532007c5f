package io.polystore.atomic.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often what was done.
 */
final class Tally {

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	void count(String kind) {
		this.counts.computeIfAbsent(kind, (absent) -> new LongAdder()).increment();
	}

	long sum() {
		return counts().values().stream().mapToLong(Long::longValue).sum();
	}

	Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		this.counts.forEach((kind, count) -> counts.put(kind, count.sum()));
		return counts;
	}

}
