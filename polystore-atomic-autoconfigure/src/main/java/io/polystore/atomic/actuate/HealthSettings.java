package io.polystore.atomic.actuate;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How {@link AtomicFilesHealthIndicator} judges a directory, and how often.
 *
 * @param interval for how long a result serves, from zero (every question is a check) to
 * one day
 * @param timeout how long a check may take, from one millisecond to one hour
 * @param minFreeSpace the bytes that must be free, not negative
 * @param maxLockAge for how long a thread of this JVM may hold a lock, positive, or
 * {@code null} for any time
 * @since 0.1
 */
public record HealthSettings(Duration interval, Duration timeout, long minFreeSpace, @Nullable Duration maxLockAge) {

	/**
	 * For how long a result serves by default: 10 seconds.
	 */
	public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

	/**
	 * How long a check may take by default: 5 seconds.
	 */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * The bytes that must be free by default: 16 MiB.
	 */
	public static final long DEFAULT_MIN_FREE_SPACE = 16 * 1024 * 1024;

	private static final Duration MAX_INTERVAL = Duration.ofDays(1);

	private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

	/**
	 * Creates settings.
	 * @param interval for how long a result serves
	 * @param timeout how long a check may take
	 * @param minFreeSpace the bytes that must be free
	 * @param maxLockAge for how long a lock may be held, or {@code null}
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public HealthSettings {
		Objects.requireNonNull(interval, "'interval' must not be null");
		Objects.requireNonNull(timeout, "'timeout' must not be null");
		require(!interval.isNegative() && interval.compareTo(MAX_INTERVAL) <= 0,
				"'interval' must be from zero to one day: ", interval);
		require(timeout.compareTo(Duration.ofMillis(1)) >= 0 && timeout.compareTo(MAX_TIMEOUT) <= 0,
				"'timeout' must be from one millisecond to one hour: ", timeout);
		require(minFreeSpace >= 0, "'minFreeSpace' must not be negative: ", minFreeSpace);
		require(maxLockAge == null || (!maxLockAge.isNegative() && !maxLockAge.isZero()),
				"'maxLockAge' must be positive: ", maxLockAge);
	}

	/**
	 * Returns the defaults: any lock may be held for any time.
	 * @return the settings
	 */
	public static HealthSettings defaults() {
		return new HealthSettings(DEFAULT_INTERVAL, DEFAULT_TIMEOUT, DEFAULT_MIN_FREE_SPACE, null);
	}

	private static void require(boolean rule, String message, @Nullable Object value) {
		if (!rule) {
			throw new IllegalArgumentException(message + value);
		}
	}

}
