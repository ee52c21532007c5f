package io.polystore.atomic.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What grows is seen by comparing the two halves of a run.
 */
final class Samples {

	/**
	 * Compiled code and class data come and go beside the heap; caches of the JDK lie in
	 * it.
	 */
	private static final long HEAP_MARGIN = 16 << 20;

	/** The JDK keeps a buffer for each thread that has read or written. */
	private static final long DIRECT_MARGIN = 8 << 20;

	/** Pipes of a process that has just ended, for one. */
	private static final long DESCRIPTOR_MARGIN = 8;

	/**
	 * Threads for input and output live for some seconds, as many as were at work at
	 * once.
	 */
	private static final long THREAD_MARGIN = 16;

	private final List<Sample> samples = new ArrayList<>();

	void add(Sample sample) {
		this.samples.add(sample);
	}

	int size() {
		return this.samples.size();
	}

	List<String> violations() {
		List<String> violations = new ArrayList<>();
		compare("bytes of heap", Sample::heap, HEAP_MARGIN, violations);
		compare("bytes of direct buffers", Sample::direct, DIRECT_MARGIN, violations);
		compare("descriptors", Sample::descriptors, DESCRIPTOR_MARGIN, violations);
		compare("threads", Sample::threads, THREAD_MARGIN, violations);
		for (Sample sample : this.samples) {
			if (sample.openBelow() > 0 || sample.temps() > 0) {
				violations.add("at rest there are files that are open, or temporary: " + sample);
			}
		}
		return violations;
	}

	private void compare(String what, ToLongFunction<Sample> measure, long margin, List<String> violations) {
		int half = this.samples.size() / 2;
		long first = max(this.samples.subList(0, half), measure);
		long second = max(this.samples.subList(half, this.samples.size()), measure);
		if (second > first + margin) {
			violations.add("%s: %d at most in the first half, %d in the second".formatted(what, first, second));
		}
	}

	private static long max(List<Sample> samples, ToLongFunction<Sample> measure) {
		return samples.stream().mapToLong(measure).max().orElseThrow();
	}

	Map<String, String> figures() {
		Map<String, String> figures = new LinkedHashMap<>();
		figures.put("heap KiB", firstToLast((sample) -> sample.heap() / 1024));
		figures.put("direct buffers KiB", firstToLast((sample) -> sample.direct() / 1024));
		figures.put("descriptors", firstToLast(Sample::descriptors));
		figures.put("threads", firstToLast(Sample::threads));
		figures.put("temporary files", firstToLast(Sample::temps));
		return figures;
	}

	private String firstToLast(ToLongFunction<Sample> measure) {
		return measure.applyAsLong(this.samples.get(0)) + " → "
				+ measure.applyAsLong(this.samples.get(this.samples.size() - 1));
	}

}
