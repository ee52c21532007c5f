package io.polystore.atomic.integration.registry;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.ProcessLock;
import io.polystore.atomic.lock.RealDirectories;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;

/**
 * Locks that hosts share: those of a lock registry of Spring Integration, on Redis or
 * PostgreSQL for example.
 * <p>
 * The files lie on a volume that all hosts have; the lock file says who holds the lock,
 * and is not locked itself unless the settings ask for it.
 * <p>
 * <b>A lock is a lease.</b> While it is held a thread of its own renews it. A holder that
 * stands still for longer than the lease, or loses the engine, loses the lock: an update
 * asks the registry immediately before the rename, compares the file with what it was
 * based on, looks at its clock, and fails with
 * {@link io.polystore.atomic.FileLockLostException} if the lock is lost. What it does not
 * see is a pause between that look and the rename, at most a third of a millisecond in 99
 * of 100 updates, that lasts until the lease has ended and another host has written: that
 * work is overwritten. An engine that forgets its locks in that time, or a network volume
 * that delays the rename, does the same harm. No lock service can close this gap for a
 * file system that knows no fencing. Locks taken by hand, and writes without a lock, are
 * not looked after.
 * <p>
 * Behind each lock is a second one in the registry, a turnstile: whoever gives up a lock
 * and wants it back comes behind the other hosts that wait.
 * <p>
 * An engine that does not answer delays a time-out by up to three seconds. When a process
 * dies its locks end with the lease. A registry whose locks are no
 * {@link org.springframework.integration.support.locks.DistributedLock} has a time to
 * live of its own, which must not be shorter than the lease. Thread-safe.
 *
 * @since 0.1
 */
public final class RegistryLockProvider implements FileLockProvider {

	private final LockRegistry<?> registry;

	private final RegistryLockSettings settings;

	private final FileChannelLockProvider files = new FileChannelLockProvider();

	/**
	 * Creates a provider.
	 * @param registry the registry; its keys may be any strings
	 * @param settings how to use it
	 * @throws UnverifiedLeaseException if the registry cannot renew locks and the
	 * settings do not allow that
	 */
	public RegistryLockProvider(LockRegistry<?> registry, RegistryLockSettings settings) {
		this.registry = Objects.requireNonNull(registry, "'registry' must not be null");
		this.settings = Objects.requireNonNull(settings, "'settings' must not be null");
		if (!(registry instanceof RenewableLockRegistry) && !settings.allowUnverifiedLease()) {
			throw new UnverifiedLeaseException(
					"Lock registry '%s' is no RenewableLockRegistry, so that nobody can tell whether a lock is still held; use one that is, as those for Redis and JDBC are, or allow unverified leases"
						.formatted(registry));
		}
	}

	@Override
	public ProcessLock open(Path lockFile) throws IOException {
		RegistryLease lease = new RegistryLease(this.registry, key(lockFile), this.settings.lease());
		return new RegistryLock(lockFile, lease, this.files.open(lockFile), this.settings.composite());
	}

	@Override
	public boolean excludesOtherHosts() {
		return true;
	}

	/**
	 * The same on all hosts, wherever they have mounted the volume.
	 */
	private String key(Path lockFile) throws IOException {
		Path root = this.settings.root();
		Path real = (root != null) ? realRoot(root) : null;
		if (real == null || !lockFile.startsWith(real)) {
			return lockFile.toString();
		}
		return real.relativize(lockFile).toString().replace(lockFile.getFileSystem().getSeparator(), "/");
	}

	/**
	 * Whoever cannot tell must not choose another key than the other hosts.
	 */
	private static @Nullable Path realRoot(Path root) throws IOException {
		try {
			return RealDirectories.of(root);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RegistryLockProvider provider && this.registry == provider.registry
				&& this.settings.equals(provider.settings);
	}

	@Override
	public int hashCode() {
		return Objects.hash(System.identityHashCode(this.registry), this.settings);
	}

}
