package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import io.polystore.atomic.actuate.HealthSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * How the health of the directory is found out: {@code polystore.atomic.health}.
 */
class HealthProperties {

	/**
	 * For how long the result of a health check serves, from zero (every question is a
	 * check) to one day.
	 */
	private Duration interval = Duration.ofSeconds(10);

	/**
	 * How long a health check may take, from one millisecond to one hour.
	 */
	private Duration timeout = Duration.ofSeconds(5);

	/**
	 * Free space on the file system of the directory below which its health is down.
	 */
	private DataSize minFreeSpace = DataSize.ofMegabytes(16);

	/**
	 * For how long this application may hold a lock before its health is down. By default
	 * for any time.
	 */
	private @Nullable Duration maxLockAge;

	public Duration getInterval() {
		return this.interval;
	}

	public void setInterval(Duration interval) {
		this.interval = new HealthSettings(interval, this.timeout, 0, null).interval();
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = new HealthSettings(this.interval, timeout, 0, null).timeout();
	}

	public DataSize getMinFreeSpace() {
		return this.minFreeSpace;
	}

	public void setMinFreeSpace(DataSize minFreeSpace) {
		this.minFreeSpace = DataSize
			.ofBytes(new HealthSettings(this.interval, this.timeout, minFreeSpace.toBytes(), null).minFreeSpace());
	}

	public @Nullable Duration getMaxLockAge() {
		return this.maxLockAge;
	}

	public void setMaxLockAge(@Nullable Duration maxLockAge) {
		this.maxLockAge = new HealthSettings(this.interval, this.timeout, 0, maxLockAge).maxLockAge();
	}

	HealthSettings toSettings() {
		return new HealthSettings(this.interval, this.timeout, this.minFreeSpace.toBytes(), this.maxLockAge);
	}

}
