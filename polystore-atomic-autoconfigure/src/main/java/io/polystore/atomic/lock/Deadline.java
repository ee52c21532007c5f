package io.polystore.atomic.lock;

import java.time.Duration;

/**
 * How long a caller still waits, by the clock that nobody sets.
 *
 * @since 0.1
 */
public final class Deadline {

	private final long start = System.nanoTime();

	private final long timeout;

	private Deadline(Duration timeout) {
		this.timeout = timeout.toNanos();
	}

	/**
	 * Starts to count now.
	 * @param timeout how long to wait
	 * @return the deadline
	 */
	public static Deadline after(Duration timeout) {
		return new Deadline(timeout);
	}

	/**
	 * Returns how long to wait still.
	 * @return nanoseconds, not negative
	 */
	public long remainingNanos() {
		return Math.max(0, this.timeout - (System.nanoTime() - this.start));
	}

	/**
	 * Returns how long it is since the wait began.
	 * @return the time waited
	 */
	public Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
