package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicFileListener.LockOutcome;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;

/**
 * Takes locks for threads.
 * <p>
 * Thread-safe.
 *
 * @since 0.1
 */
public final class FileLocks {

	private final FileLockProvider provider;

	private final String application;

	private final AtomicFileListener listener;

	/**
	 * Creates an entry to the locks of this JVM.
	 * @param provider the kind of lock
	 * @param application what to tell others who wait
	 * @param listener is told of waits and locks; must not throw
	 */
	public FileLocks(FileLockProvider provider, String application, AtomicFileListener listener) {
		this.provider = provider;
		this.application = application;
		this.listener = listener;
	}

	/**
	 * Returns the kind of lock.
	 * @return the provider
	 */
	public FileLockProvider provider() {
		return this.provider;
	}

	/**
	 * Waits for a lock.
	 * @param lockFile the lock file; its directory exists
	 * @param options how to wait, complete
	 * @return the lock
	 * @throws FileLockTimeoutException if it stays busy
	 * @throws FileLockException if it cannot be locked
	 */
	public LockHandle lock(Path lockFile, LockOptions options) {
		return acquire(lockFile, options, LockOutcome.TIMEOUT);
	}

	/**
	 * Takes a lock if it is free.
	 * @param lockFile the lock file; its directory exists
	 * @return the lock, or empty if it is busy
	 * @throws FileLockException if it cannot be locked
	 */
	public Optional<LockHandle> tryLock(Path lockFile) {
		try {
			return Optional.of(acquire(lockFile, LockOptions.of(Duration.ZERO), LockOutcome.BUSY));
		}
		catch (FileLockTimeoutException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Waits for several locks: all or none. They are taken in the order of their real
	 * names, which is the same in all processes, so that no two wait for each other.
	 * @param lockFiles the lock files; their directories exist
	 * @param options how to wait for all of them together, complete
	 * @return the locks
	 * @throws FileLockTimeoutException if one of them stays busy
	 * @throws FileLockException if one of them cannot be locked
	 */
	public LockHandles lockAll(Collection<Path> lockFiles, LockOptions options) {
		Deadline deadline = Deadline.after(options.timeout());
		HeldLocks held = new HeldLocks();
		try {
			for (Path lockFile : inOrder(lockFiles)) {
				held.add(acquire(lockFile, options, deadline, LockOutcome.TIMEOUT));
			}
			return held;
		}
		catch (Throwable ex) {
			held.close();
			throw ex;
		}
	}

	/**
	 * Each once, whatever names and links lead to it.
	 */
	private static Collection<Path> inOrder(Collection<Path> lockFiles) {
		Map<String, Path> inOrder = new TreeMap<>();
		for (Path lockFile : lockFiles) {
			Path canonical = JvmLock.canonical(lockFile);
			inOrder.putIfAbsent(ClassLoaderGuard.key(canonical), canonical);
		}
		return inOrder.values();
	}

	private LockHandle acquire(Path lockFile, LockOptions options, LockOutcome busy) {
		return acquire(lockFile, options, Deadline.after(options.timeout()), busy);
	}

	private LockHandle acquire(Path lockFile, LockOptions options, Deadline deadline, LockOutcome busy) {
		JvmLock lock = JvmLock.enter(JvmLock.canonical(lockFile), this.provider);
		boolean acquired = false;
		try {
			waitFor(lock, options, deadline, busy);
			lock.ownedBy(Thread.currentThread());
			LockHandle handle = new HeldLock(lockFile, lock, this.listener);
			acquired = true;
			this.listener.lockHeld(lock.file());
			return handle;
		}
		finally {
			if (!acquired) {
				lock.leave();
			}
		}
	}

	private void waitFor(JvmLock lock, LockOptions options, Deadline deadline, LockOutcome busy) {
		long start = System.nanoTime();
		LockOutcome outcome = LockOutcome.FAILED;
		int attempts = 0;
		this.listener.lockWaitStarted(lock.file());
		try {
			lock.beginWait(options.timeout());
			try {
				attempts = lock.acquire(deadline, options.pollInterval(), this.application);
				outcome = LockOutcome.ACQUIRED;
			}
			finally {
				lock.endWait();
			}
		}
		catch (FileLockTimeoutException ex) {
			attempts = ex.attempts();
			outcome = busy;
			throw ex;
		}
		catch (FileLockInterruptedException ex) {
			outcome = LockOutcome.INTERRUPTED;
			throw ex;
		}
		finally {
			this.listener.lockWaitEnded(lock.file(), outcome, Duration.ofNanos(System.nanoTime() - start), attempts);
		}
	}

}
