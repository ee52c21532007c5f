package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import io.polystore.atomic.RetryOptions;

/**
 * How input/output operations are tried again after a failure that may pass:
 * {@code polystore.atomic.retry}.
 */
class RetryProperties {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * How often to try in all, from 1 (never again) to 100.
	 */
	private int maxAttempts = 5;

	/**
	 * Pause before the second attempt, from one millisecond to one minute.
	 */
	private Duration delay = Duration.ofMillis(10);

	/**
	 * By what each further pause is longer than the one before, from 1 to 10.
	 */
	private double multiplier = 2;

	/**
	 * Longest pause, from 'delay' to one minute.
	 */
	private Duration maxDelay = Duration.ofSeconds(1);

	public int getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(int maxAttempts) {
		this.maxAttempts = new RetryOptions(maxAttempts, SHORTEST, 1, SHORTEST).maxAttempts();
	}

	public Duration getDelay() {
		return this.delay;
	}

	public void setDelay(Duration delay) {
		this.delay = new RetryOptions(1, delay, 1, delay).delay();
	}

	public double getMultiplier() {
		return this.multiplier;
	}

	public void setMultiplier(double multiplier) {
		this.multiplier = new RetryOptions(1, SHORTEST, multiplier, SHORTEST).multiplier();
	}

	public Duration getMaxDelay() {
		return this.maxDelay;
	}

	public void setMaxDelay(Duration maxDelay) {
		this.maxDelay = new RetryOptions(1, SHORTEST, 1, maxDelay).maxDelay();
	}

	RetryOptions toOptions() {
		return new RetryOptions(this.maxAttempts, this.delay, this.multiplier, this.maxDelay);
	}

}
