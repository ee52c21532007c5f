package io.polystore.atomic;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How one lock is waited for; whatever is not set here is taken from the template.
 * <p>
 * Immutable and thread-safe: every {@code with} method returns a new instance.
 *
 * @since 0.1
 */
public final class LockOptions {

	/**
	 * The time-out of a template that was not told otherwise: 30 seconds.
	 */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * The poll interval of a template that was not told otherwise: 100 milliseconds.
	 */
	public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(100);

	/**
	 * The longest time-out: ten years.
	 */
	public static final Duration MAX_TIMEOUT = Duration.ofDays(3650);

	private static final LockOptions INHERIT = new LockOptions(null, null);

	private static final LockOptions DEFAULTS = new LockOptions(DEFAULT_TIMEOUT, DEFAULT_POLL_INTERVAL);

	private final @Nullable Duration timeout;

	private final @Nullable Duration pollInterval;

	private LockOptions(@Nullable Duration timeout, @Nullable Duration pollInterval) {
		this.timeout = timeout;
		this.pollInterval = pollInterval;
	}

	/**
	 * Returns options in which nothing is set: everything comes from the template.
	 * @return empty options
	 */
	public static LockOptions inherit() {
		return INHERIT;
	}

	/**
	 * Returns the options of a template that was not told otherwise.
	 * @return the defaults of the library
	 */
	public static LockOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns options in which only the time-out is set.
	 * @param timeout the time-out, from zero (one attempt, no wait) to
	 * {@link #MAX_TIMEOUT}
	 * @return options with that time-out
	 */
	public static LockOptions of(Duration timeout) {
		return INHERIT.withTimeout(timeout);
	}

	/**
	 * Returns these options with another time-out.
	 * @param timeout the time-out, from zero (one attempt, no wait) to
	 * {@link #MAX_TIMEOUT}
	 * @return new options
	 * @throws IllegalArgumentException if the time-out is out of range
	 */
	public LockOptions withTimeout(Duration timeout) {
		Objects.requireNonNull(timeout, "'timeout' must not be null");
		if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0) {
			throw new IllegalArgumentException(
					"'timeout' must be between zero and %s: %s".formatted(MAX_TIMEOUT, timeout));
		}
		return new LockOptions(timeout, this.pollInterval);
	}

	/**
	 * Returns these options with another poll interval: the longest pause between two
	 * attempts to take a lock that the kernel cannot wait for.
	 * @param pollInterval the poll interval, from one millisecond to one hour
	 * @return new options
	 * @throws IllegalArgumentException if the interval is out of range
	 */
	public LockOptions withPollInterval(Duration pollInterval) {
		Objects.requireNonNull(pollInterval, "'pollInterval' must not be null");
		if (pollInterval.compareTo(Duration.ofMillis(1)) < 0 || pollInterval.compareTo(Duration.ofHours(1)) > 0) {
			throw new IllegalArgumentException(
					"'pollInterval' must be between one millisecond and one hour: " + pollInterval);
		}
		return new LockOptions(this.timeout, pollInterval);
	}

	/**
	 * Returns these options, completed by those of {@code fallback} where nothing is set
	 * here.
	 * @param fallback the options to complete from
	 * @return the completed options
	 */
	public LockOptions orElse(LockOptions fallback) {
		if (this == INHERIT) {
			return fallback;
		}
		return new LockOptions((this.timeout != null) ? this.timeout : fallback.timeout,
				(this.pollInterval != null) ? this.pollInterval : fallback.pollInterval);
	}

	/**
	 * Returns the time-out, {@link #DEFAULT_TIMEOUT} where none is set.
	 * @return the time-out
	 */
	public Duration timeout() {
		return (this.timeout != null) ? this.timeout : DEFAULT_TIMEOUT;
	}

	/**
	 * Returns the poll interval, {@link #DEFAULT_POLL_INTERVAL} where none is set.
	 * @return the poll interval
	 */
	public Duration pollInterval() {
		return (this.pollInterval != null) ? this.pollInterval : DEFAULT_POLL_INTERVAL;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LockOptions that && Objects.equals(this.timeout, that.timeout)
				&& Objects.equals(this.pollInterval, that.pollInterval);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.timeout, this.pollInterval);
	}

	@Override
	public String toString() {
		return "LockOptions[timeout=" + this.timeout + ", pollInterval=" + this.pollInterval + "]";
	}

}
