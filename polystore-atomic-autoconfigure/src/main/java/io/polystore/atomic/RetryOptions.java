package io.polystore.atomic;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and how fast an operation is tried again whose failure may pass: a sharing
 * violation on Windows, a stale handle on a network file system.
 *
 * @param maxAttempts how often in all, from 1 (never again) to 100
 * @param delay the pause before the second attempt, from one millisecond to one minute
 * @param multiplier by what each further pause is longer, from 1 to 10
 * @param maxDelay the longest pause, from {@code delay} to one minute
 * @since 0.1
 */
public record RetryOptions(int maxAttempts, Duration delay, double multiplier, Duration maxDelay) {

	/**
	 * The default of {@code maxAttempts}: {@value}.
	 */
	public static final int DEFAULT_MAX_ATTEMPTS = 5;

	/**
	 * The default of {@code delay}: 10 milliseconds.
	 */
	public static final Duration DEFAULT_DELAY = Duration.ofMillis(10);

	/**
	 * The default of {@code multiplier}: {@value}.
	 */
	public static final double DEFAULT_MULTIPLIER = 2;

	/**
	 * The default of {@code maxDelay}: one second.
	 */
	public static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(1);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofMinutes(1);

	/**
	 * Checks the ranges.
	 * @param maxAttempts from 1 to 100
	 * @param delay from one millisecond to one minute
	 * @param multiplier from 1 to 10
	 * @param maxDelay from {@code delay} to one minute
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public RetryOptions {
		Objects.requireNonNull(delay, "'delay' must not be null");
		Objects.requireNonNull(maxDelay, "'maxDelay' must not be null");
		check(maxAttempts >= 1 && maxAttempts <= 100, "'maxAttempts' must be between 1 and 100", maxAttempts);
		check(delay.compareTo(SHORTEST) >= 0 && delay.compareTo(LONGEST) <= 0,
				"'delay' must be between one millisecond and one minute", delay);
		check(multiplier >= 1 && multiplier <= 10, "'multiplier' must be between 1 and 10", multiplier);
		check(maxDelay.compareTo(delay) >= 0 && maxDelay.compareTo(LONGEST) <= 0,
				"'maxDelay' must be between 'delay' and one minute", maxDelay);
	}

	private static void check(boolean valid, String rule, Object value) {
		if (!valid) {
			throw new IllegalArgumentException(rule + ": " + value);
		}
	}

	/**
	 * Returns the options of a template that was not told otherwise.
	 * @return the defaults of the library
	 */
	public static RetryOptions defaults() {
		return new RetryOptions(DEFAULT_MAX_ATTEMPTS, DEFAULT_DELAY, DEFAULT_MULTIPLIER, DEFAULT_MAX_DELAY);
	}

}
