package io.polystore.atomic.integration.locks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.integration.Uninterrupted;
import io.polystore.atomic.lock.LockHandle;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.locks.DistributedLock;

/**
 * The lock of a key. It has no state of its own, so that all of one key are one lock.
 */
final class KeyLock implements DistributedLock {

	private final String key;

	private final Path file;

	private final AtomicFileOperations files;

	private final Map<String, Hold> holds;

	KeyLock(String key, Path file, AtomicFileOperations files, Map<String, Hold> holds) {
		this.key = key;
		this.file = file;
		this.files = files;
		this.holds = holds;
	}

	static void checkTtl(Duration ttl) {
		if (ttl.isNegative() || ttl.isZero()) {
			throw new IllegalArgumentException("'ttl' must be positive: " + ttl);
		}
	}

	@Override
	public void lock() {
		boolean acquired = false;
		while (!acquired) {
			acquired = acquireUninterruptibly(LockOptions.MAX_TIMEOUT);
		}
	}

	@Override
	public void lock(Duration ttl) {
		checkTtl(ttl);
		lock();
	}

	@Override
	public void lockInterruptibly() throws InterruptedException {
		boolean acquired = false;
		while (!acquired) {
			acquired = acquireInterruptibly(LockOptions.MAX_TIMEOUT);
		}
	}

	@Override
	public boolean tryLock() {
		return acquireUninterruptibly(Duration.ZERO);
	}

	@Override
	public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
		return acquireInterruptibly(Duration.ofNanos(unit.toNanos(time)));
	}

	@Override
	public boolean tryLock(Duration waitTime, Duration ttl) throws InterruptedException {
		checkTtl(ttl);
		return acquireInterruptibly(waitTime);
	}

	private boolean acquireUninterruptibly(Duration wait) {
		return Uninterrupted.call(() -> acquire(wait));
	}

	private boolean acquireInterruptibly(Duration wait) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		try {
			return acquire(wait);
		}
		catch (FileLockInterruptedException ex) {
			Thread.interrupted();
			throw (InterruptedException) new InterruptedException(ex.getMessage()).initCause(ex);
		}
	}

	private boolean acquire(Duration wait) {
		Hold present = mine();
		if (present != null) {
			enterAgain(present);
			return true;
		}
		Optional<LockHandle> handle = take(wait);
		handle.ifPresent((taken) -> this.holds.put(this.key, new Hold(taken)));
		return handle.isPresent();
	}

	private void enterAgain(Hold hold) {
		if (hold.isLost()) {
			throw new ConcurrentModificationException(lost());
		}
		hold.enter();
	}

	private Optional<LockHandle> take(Duration wait) {
		if (wait.isNegative() || wait.isZero()) {
			return this.files.tryLock(this.file);
		}
		try {
			boolean tooLong = wait.compareTo(LockOptions.MAX_TIMEOUT) > 0;
			return Optional.of(this.files.lock(this.file, tooLong ? LockOptions.MAX_TIMEOUT : wait));
		}
		catch (FileLockTimeoutException ex) {
			return Optional.empty();
		}
	}

	@Override
	public void unlock() {
		Hold hold = requireMine();
		if (hold.leave()) {
			// First: the next one may have put its own as soon as the lock is free
			this.holds.remove(this.key);
			if (hold.close()) {
				throw new ConcurrentModificationException(lost());
			}
		}
	}

	void renew() {
		if (requireMine().isLost()) {
			throw new IllegalStateException(lost());
		}
	}

	private @Nullable Hold mine() {
		Hold hold = this.holds.get(this.key);
		return (hold != null && hold.isMine()) ? hold : null;
	}

	private Hold requireMine() {
		Hold hold = mine();
		if (hold == null) {
			throw new IllegalMonitorStateException(
					"The lock of key '%s' (file '%s') is not held by thread '%s' through this registry"
						.formatted(this.key, this.file, Thread.currentThread().getName()));
		}
		return hold;
	}

	private String lost() {
		return ("The lock of key '%s' was lost: file '%s' was deleted or replaced while it was held, so that others may "
				+ "hold it; check the data that it guards, and let nobody delete lock files")
			.formatted(this.key, this.file);
	}

	@Override
	public Condition newCondition() {
		throw new UnsupportedOperationException("Locks on files have no conditions");
	}

	@Override
	public String toString() {
		return "KeyLock['%s', '%s']".formatted(this.key, this.file);
	}

}
