package io.polystore.atomic.powercut;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was counted, in the order in which it was first named.
 */
final class Figures {

	private final Map<String, Long> counts = new LinkedHashMap<>();

	Figures(String... names) {
		for (String name : names) {
			this.counts.put(name, 0L);
		}
	}

	void add(String name, long count) {
		this.counts.merge(name, count, Long::sum);
	}

	long of(String name) {
		return this.counts.getOrDefault(name, 0L);
	}

	Map<String, Long> all() {
		return this.counts;
	}

}
