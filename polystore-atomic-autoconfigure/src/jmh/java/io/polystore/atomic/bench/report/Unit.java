package io.polystore.atomic.bench.report;

import java.util.Locale;

/**
 * What a number counts, and how it is printed.
 */
public enum Unit {

	/** A time, printed in the unit that suits its size. */
	NANOSECONDS {

		@Override
		public String format(double value) {
			if (value >= 1e9) {
				return digits(value / 1e9) + " s";
			}
			if (value >= 1e6) {
				return digits(value / 1e6) + " ms";
			}
			return (value >= 1e3) ? digits(value / 1e3) + " µs" : digits(value) + " ns";
		}

	},

	/** Operations in a second. */
	PER_SECOND {

		@Override
		public String format(double value) {
			return String.format(Locale.ROOT, "%,.0f/s", value);
		}

	},

	/** Things. */
	COUNT {

		@Override
		public String format(double value) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}

	},

	/** How many times as much. */
	RATIO {

		@Override
		public String format(double value) {
			return digits(value);
		}

	};

	/**
	 * Prints a number with its unit.
	 */
	public abstract String format(double value);

	private static String digits(double value) {
		if (value >= 100) {
			return String.format(Locale.ROOT, "%.0f", value);
		}
		return String.format(Locale.ROOT, (value >= 10) ? "%.1f" : (value >= 0.1) ? "%.2f" : "%.4f", value);
	}

}
