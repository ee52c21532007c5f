package io.polystore.atomic.bench.report;

import java.util.function.DoublePredicate;

import org.jspecify.annotations.Nullable;

/**
 * What a median should reach.
 *
 * @param text how it is told
 * @param test what meets it, or {@code null} if nothing is asked for
 */
public record Target(String text, @Nullable DoublePredicate test) {

	/**
	 * Asks for nothing.
	 */
	public static Target none() {
		return new Target("-", null);
	}

	/**
	 * Asks for that much or more.
	 */
	public static Target atLeast(double bound) {
		return new Target("≥ " + Unit.RATIO.format(bound), (value) -> value >= bound);
	}

	/**
	 * Asks for that much or less.
	 */
	public static Target atMost(double bound) {
		return atMost(Unit.RATIO, bound);
	}

	/**
	 * Asks for that much or less.
	 */
	public static Target atMost(Unit unit, double bound) {
		return new Target("≤ " + unit.format(bound), (value) -> value <= bound);
	}

	/**
	 * Asks for something between.
	 */
	public static Target between(double low, double high) {
		return new Target(Unit.RATIO.format(low) + " – " + Unit.RATIO.format(high),
				(value) -> value >= low && value <= high);
	}

	/**
	 * Tells whether a median meets it; nothing meets what asks for nothing.
	 */
	public boolean isMetBy(double median) {
		return this.test != null && this.test.test(median);
	}

	/**
	 * Returns the verdict on a median, empty if nothing is asked for.
	 */
	public String verdict(double median) {
		if (this.test == null) {
			return "";
		}
		return isMetBy(median) ? "met" : "**missed**";
	}

}
