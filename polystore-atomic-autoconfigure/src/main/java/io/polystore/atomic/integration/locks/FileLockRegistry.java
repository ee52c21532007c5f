package io.polystore.atomic.integration.locks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.integration.KeyName;

import org.springframework.integration.support.locks.DistributedLock;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;

/**
 * A {@link LockRegistry} whose locks are locks on files, one per key, in one directory.
 * It needs no server.
 *
 * <pre>{@code
 * LockRegistry<?> locks = new FileLockRegistry(files, Path.of("data/.locks"));
 * locks.executeLocked("nightly-report", () -> writeReport());
 * }</pre>
 *
 * A lock excludes the other threads of this JVM, whatever registry they use, and the
 * other processes that lock in the same directory: those of this host, or of all hosts
 * whose locks the file system brings together. Threads are served in the order in which
 * they came. A lock belongs to the thread that took it, which may take it again through
 * this registry, from any {@link #obtain obtained} object of an equal key, and then has
 * to give it up as often. Through another registry over the same directory that thread
 * cannot have it: an attempt is a {@link io.polystore.atomic.FileLockException}, as is
 * any wait that would close a circle inside this JVM.
 * <p>
 * A lock is held until it is given up or its process ends, however it ends; then it is
 * free at once. So there is nothing to expire, and no work that outlives its lock: a time
 * to live is accepted and has no effect. It does not take a lock from a holder that
 * lives.
 * <p>
 * A lock is lost only if its file is deleted or replaced while it is held: others may
 * hold it then, and the data that it guards may be damaged. {@code unlock} tells that
 * with a {@link java.util.ConcurrentModificationException}, as does an attempt to take it
 * once more, which does not count; {@link #renewLock} tells it with an
 * {@link IllegalStateException}.
 * <p>
 * Memory is used only for locks that are held or waited for. Lock files stay, empty or
 * with a word on the last holder: deleting one would let two have the lock. Keys should
 * therefore not be without number; the directory may be deleted while no process uses it.
 * <p>
 * {@code lockInterruptibly} and {@code tryLock} with a time can be interrupted,
 * {@code lock} and {@code tryLock} without one cannot. A time to wait is cut to
 * {@link io.polystore.atomic.LockOptions#MAX_TIMEOUT}. Conditions are not supported. Each
 * method that takes a lock throws {@link io.polystore.atomic.FileLockException} if the
 * file cannot be locked.
 * <p>
 * Thread-safe.
 *
 * @since 0.1
 */
public class FileLockRegistry implements RenewableLockRegistry<DistributedLock> {

	private final AtomicFileOperations files;

	private final Path directory;

	/** Of the keys whose locks are held through this registry. */
	private final Map<String, Hold> holds = new ConcurrentHashMap<>();

	/**
	 * Creates a registry.
	 * @param files the operations on files
	 * @param directory the directory of the lock files, which is created when it is
	 * needed
	 */
	public FileLockRegistry(AtomicFileOperations files, Path directory) {
		this.files = Objects.requireNonNull(files, "'files' must not be null");
		this.directory = Objects.requireNonNull(directory, "'directory' must not be null");
	}

	/**
	 * Returns the lock of a key. It costs nothing until it is taken.
	 * @param lockKey the key, a {@link String}: other objects have no name that other
	 * processes would know
	 * @return the lock, which need not be the same object next time
	 * @throws IllegalArgumentException if the key is no string
	 */
	@Override
	public DistributedLock obtain(Object lockKey) {
		return lock(lockKey);
	}

	private KeyLock lock(Object lockKey) {
		if (!(lockKey instanceof String key)) {
			throw new IllegalArgumentException("'lockKey' must be a String, which other processes can name, not "
					+ ((lockKey != null) ? lockKey.getClass().getName() : null));
		}
		return new KeyLock(key, this.directory.resolve(KeyName.of(key) + ".lock"), this.files, this.holds);
	}

	/**
	 * Finds out whether the current thread still holds the lock, which needs no renewal.
	 * @param lockKey the key
	 * @throws IllegalMonitorStateException if the current thread does not hold the lock
	 * @throws IllegalStateException if the lock was lost
	 */
	@Override
	public void renewLock(Object lockKey) {
		lock(lockKey).renew();
	}

	/**
	 * Finds out whether the current thread still holds the lock, which needs no renewal.
	 * @param lockKey the key
	 * @param ttl positive; has no effect
	 * @throws IllegalMonitorStateException if the current thread does not hold the lock
	 * @throws IllegalStateException if the lock was lost
	 */
	@Override
	public void renewLock(Object lockKey, Duration ttl) {
		KeyLock.checkTtl(ttl);
		renewLock(lockKey);
	}

	@Override
	public String toString() {
		return "FileLockRegistry['%s', %d held]".formatted(this.directory, this.holds.size());
	}

}
