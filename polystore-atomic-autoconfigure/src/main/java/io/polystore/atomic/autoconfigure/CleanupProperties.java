package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How temporary files of dead processes are removed: {@code polystore.atomic.cleanup}.
 */
class CleanupProperties {

	/**
	 * Age from which a temporary file is removed where it cannot be known whether the
	 * process that made it still lives. Where it can, age does not matter.
	 */
	private Duration maxAge = Duration.ofHours(24);

	public Duration getMaxAge() {
		return this.maxAge;
	}

	public void setMaxAge(Duration maxAge) {
		Assert.isTrue(!maxAge.isNegative() && !maxAge.isZero(), () -> "'maxAge' must be positive: " + maxAge);
		this.maxAge = maxAge;
	}

}
