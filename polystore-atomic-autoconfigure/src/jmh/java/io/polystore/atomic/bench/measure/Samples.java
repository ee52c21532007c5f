package io.polystore.atomic.bench.measure;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was measured in each round, in the order of the rounds.
 *
 * @param values one number for each round
 */
public record Samples(List<Double> values) {

	public Samples {
		values = List.copyOf(values);
	}

	/**
	 * Returns the value that half of the rounds stay below.
	 */
	public double median() {
		return quantile(0.5);
	}

	/**
	 * Returns the value that a share of the rounds stays below.
	 */
	public double quantile(double share) {
		List<Double> sorted = this.values.stream().sorted().toList();
		double position = share * (sorted.size() - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.size() - 1);
		return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
	}

	/**
	 * Returns how many rounds there were.
	 */
	public int rounds() {
		return this.values.size();
	}

	/**
	 * Returns the ratios of numbers that were taken in the same rounds.
	 */
	public Samples dividedBy(Samples other) {
		if (rounds() != other.rounds()) {
			throw new IllegalArgumentException("%d rounds over %d rounds".formatted(rounds(), other.rounds()));
		}
		return new Samples(IntStream.range(0, rounds())
			.mapToObj((round) -> this.values.get(round) / other.values.get(round))
			.toList());
	}

	/**
	 * Returns these numbers, divided by a constant.
	 */
	public Samples dividedBy(double divisor) {
		return new Samples(this.values.stream().map((value) -> value / divisor).toList());
	}

}
