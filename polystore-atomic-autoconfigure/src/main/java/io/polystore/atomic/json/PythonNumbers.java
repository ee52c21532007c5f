package io.polystore.atomic.json;

import java.math.BigDecimal;

import tools.jackson.core.io.NumberOutput;

/**
 * Writes fractional numbers as Python's {@code repr} does: {@code 0.0001} and
 * {@code 1e-05}, {@code 1000000000000000.0} and {@code 1e+16}. The value stays exact, and
 * trailing zeros of a {@link BigDecimal} stay too.
 */
final class PythonNumbers {

	private static final int MIN_PLAIN_EXPONENT = -4;

	private static final int MAX_PLAIN_EXPONENT = 15;

	private PythonNumbers() {
	}

	static String toString(double value) {
		return fromShortest(NumberOutput.toString(value, true));
	}

	static String toString(float value) {
		return fromShortest(NumberOutput.toString(value, true));
	}

	private static String fromShortest(String text) {
		BigDecimal value = new BigDecimal(text).stripTrailingZeros();
		if (value.signum() == 0) {
			return text;
		}
		String result = toString(value);
		return (value.scale() == 0 && isPlain(value)) ? result + ".0" : result;
	}

	static String toString(BigDecimal value) {
		if (!isPlain(value)) {
			return scientific(value);
		}
		return (value.scale() < 0) ? value.toPlainString() + ".0" : value.toPlainString();
	}

	// the exponent is looked at first: in plain digits 1e999999999 would fill the memory
	private static boolean isPlain(BigDecimal value) {
		long exponent = exponent(value);
		return exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT;
	}

	private static long exponent(BigDecimal value) {
		return (long) value.precision() - value.scale() - 1;
	}

	private static String scientific(BigDecimal value) {
		String digits = value.unscaledValue().abs().toString();
		long exponent = exponent(value);
		return ((value.signum() < 0) ? "-" : "") + digits.charAt(0)
				+ ((digits.length() > 1) ? "." + digits.substring(1) : "") + ((exponent < 0) ? "e-" : "e+")
				+ ((Math.abs(exponent) < 10) ? "0" : "") + Math.abs(exponent);
	}

}
