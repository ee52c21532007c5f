package io.polystore.sample.lab;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Measures once, and can be read meanwhile.
 */
final class Stopwatch {

	private @Nullable Long began;

	private @Nullable Long ended;

	synchronized void start() {
		this.began = System.nanoTime();
	}

	/**
	 * Stops at a moment. The first stop counts.
	 * @param nanos the {@link System#nanoTime()} of the moment
	 */
	synchronized void stop(long nanos) {
		if (this.ended == null) {
			this.ended = nanos;
		}
	}

	synchronized Duration elapsed() {
		if (this.began == null) {
			return Duration.ZERO;
		}
		return Duration.ofNanos(((this.ended != null) ? this.ended : System.nanoTime()) - this.began);
	}

}
