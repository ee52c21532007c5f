package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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

	private LockHandle acquire(Path lockFile, LockOptions options, LockOutcome busy) {
		JvmLock lock = JvmLock.enter(lockFile, this.provider);
		boolean acquired = false;
		try {
			waitFor(lock, options, busy);
			lock.ownedBy(Thread.currentThread());
			acquired = true;
			this.listener.lockHeld(lock.file());
			return new HeldLock(lockFile, lock, this.listener);
		}
		finally {
			if (!acquired) {
				lock.leave();
			}
		}
	}

	private void waitFor(JvmLock lock, LockOptions options, LockOutcome busy) {
		Deadline deadline = Deadline.after(options.timeout());
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
			this.listener.lockWaitEnded(lock.file(), outcome, deadline.elapsed(), attempts);
		}
	}

}
