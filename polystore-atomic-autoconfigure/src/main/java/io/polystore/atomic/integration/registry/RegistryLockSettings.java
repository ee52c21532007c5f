package io.polystore.atomic.integration.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How {@link RegistryLockProvider} uses its registry.
 *
 * @param lease after how long a lock ends whose holder does not renew it, from 100
 * milliseconds to one day: so long others wait for a process that was killed
 * @param root the directory below which lock files have the same relative names on all
 * hosts, or {@code null} if they have the same absolute paths
 * @param allowUnverifiedLease whether to accept a registry that cannot tell whether a
 * lock is still held
 * @param composite whether to lock the lock file, too
 * @since 0.1
 */
public record RegistryLockSettings(Duration lease, @Nullable Path root, boolean allowUnverifiedLease,
		boolean composite) {

	/**
	 * The default of {@code lease}: 10 seconds.
	 */
	public static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

	private static final Duration MIN_LEASE = Duration.ofMillis(100);

	private static final Duration MAX_LEASE = Duration.ofDays(1);

	/**
	 * Creates settings.
	 * @param lease after how long a lock ends that is not renewed
	 * @param root the common directory, or {@code null}
	 * @param allowUnverifiedLease whether to accept a registry that cannot tell
	 * @param composite whether to lock the lock file, too
	 * @throws IllegalArgumentException if {@code lease} is out of its range
	 */
	public RegistryLockSettings {
		requireLease(lease);
		root = (root != null) ? root.toAbsolutePath().normalize() : null;
	}

	/**
	 * Returns the defaults.
	 * @return the settings: the default lease, absolute paths, no unverified lease, no
	 * lock of the file
	 */
	public static RegistryLockSettings defaults() {
		return new RegistryLockSettings(DEFAULT_LEASE, null, false, false);
	}

	/**
	 * Returns a lease that is in its range.
	 * @param lease the lease
	 * @return the lease
	 * @throws IllegalArgumentException if it is not
	 */
	public static Duration requireLease(Duration lease) {
		Objects.requireNonNull(lease, "'lease' must not be null");
		if (lease.compareTo(MIN_LEASE) < 0 || lease.compareTo(MAX_LEASE) > 0) {
			throw new IllegalArgumentException("'lease' must be from 100 milliseconds to one day: " + lease);
		}
		return lease;
	}

}
