package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import io.polystore.atomic.LockOptions;
import io.polystore.atomic.integration.registry.RegistryLockSettings;
import org.jspecify.annotations.Nullable;

/**
 * How locks are waited for: {@code polystore.atomic.lock}.
 */
class LockProperties {

	/**
	 * Which programs a lock excludes: 'file-channel' those that use fcntl(2), as Java
	 * does; 'flock' on Linux also those that use flock(2), and it needs JNA; 'registry'
	 * those of all hosts that share the application's lock registry (Spring Integration,
	 * on Redis or a database).
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
	 * With locks of a registry the directory and the files must have the same paths on
	 * all hosts then.
	 */
	private @Nullable String directory;

	/**
	 * After how long a lock of a registry ends whose holder does not renew it, from 100
	 * milliseconds to one day. So long others wait for a process that was killed.
	 */
	private Duration lease = Duration.ofSeconds(10);

	/**
	 * Whether to accept a lock registry that cannot tell whether a lock is still held.
	 * Whoever stands still for longer than the lease then overwrites what others wrote.
	 */
	private boolean allowUnverifiedLease;

	/**
	 * Whether to lock the lock file, too, once a lock of a registry was taken: for hosts
	 * with several processes each.
	 */
	private boolean composite;

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
		this.directory = AtomicFileProperties.optionalPath(directory);
	}

	public Duration getLease() {
		return this.lease;
	}

	public void setLease(Duration lease) {
		this.lease = RegistryLockSettings.requireLease(lease);
	}

	public boolean isAllowUnverifiedLease() {
		return this.allowUnverifiedLease;
	}

	public void setAllowUnverifiedLease(boolean allowUnverifiedLease) {
		this.allowUnverifiedLease = allowUnverifiedLease;
	}

	public boolean isComposite() {
		return this.composite;
	}

	public void setComposite(boolean composite) {
		this.composite = composite;
	}

}
