package io.polystore.atomic.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the numbers of several series, round by round.
 */
public final class Recorder {

	private final Map<String, List<Double>> series = new LinkedHashMap<>();

	/**
	 * Adds what a round gave.
	 */
	public void add(String name, double value) {
		this.series.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
	}

	/**
	 * Returns whether a series was measured at all.
	 */
	public boolean has(String name) {
		return this.series.containsKey(name);
	}

	/**
	 * Returns the names of the series, in the order in which they were first measured.
	 */
	public List<String> names() {
		return List.copyOf(this.series.keySet());
	}

	/**
	 * Returns all numbers of a series.
	 */
	public Samples samples(String name) {
		List<Double> values = this.series.get(name);
		if (values == null) {
			throw new IllegalArgumentException("'%s' was not measured, only %s".formatted(name, names()));
		}
		return new Samples(values);
	}

	/**
	 * Returns the ratios of two series, round by round.
	 */
	public Samples ratio(String name, String reference) {
		return samples(name).dividedBy(samples(reference));
	}

}
