package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import io.polystore.atomic.LockOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * How locks are waited for: {@code polystore.atomic.lock}.
 */
class LockProperties {

	/**
	 * Which programs a lock excludes: 'file-channel' those that use fcntl(2), as Java
	 * does; 'flock' on Linux also those that use flock(2), and it needs JNA.
	 */
	private LockType type = LockType.FILE_CHANNEL;

	/**
	 * How long to wait for a lock, from zero (one attempt) to ten years.
	 */
	private Duration timeout = Duration.ofSeconds(30);

	/**
	 * Longest pause between two attempts to take a lock that must be polled, from one
	 * millisecond to one hour. Most waits take place in the kernel, which hands a lock
	 * over at once.
	 */
	private Duration pollInterval = Duration.ofMillis(100);

	/**
	 * Directory of the lock files of updated files. By default each lies beside its file.
	 */
	private @Nullable String directory;

	public LockType getType() {
		return this.type;
	}

	public void setType(LockType type) {
		this.type = type;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = LockOptions.inherit().withTimeout(timeout).timeout();
	}

	public Duration getPollInterval() {
		return this.pollInterval;
	}

	public void setPollInterval(Duration pollInterval) {
		this.pollInterval = LockOptions.inherit().withPollInterval(pollInterval).pollInterval();
	}

	public @Nullable String getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable String directory) {
		this.directory = StringUtils.hasText(directory) ? AtomicFileProperties.requirePath(directory) : null;
	}

}
