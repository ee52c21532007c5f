package io.polystore.atomic.integration.registry;

import java.time.Duration;
import java.util.concurrent.locks.Lock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.locks.DistributedLock;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;

/**
 * A lock of a registry that ends when it is not renewed.
 * <p>
 * A registry's lock belongs to the thread that took it: all of this but {@link #timeLeft}
 * is for that thread alone.
 */
final class LeasedLock {

	private static final Log logger = LogFactory.getLog(LeasedLock.class);

	private final LockRegistry<?> registry;

	private final String key;

	private final Duration lease;

	private @Nullable Lock held;

	/** When the engine was asked that granted, or renewed, the lease. */
	private volatile long since;

	LeasedLock(LockRegistry<?> registry, String key, Duration lease) {
		this.registry = registry;
		this.key = key;
		this.lease = lease;
	}

	/**
	 * Takes the lock if it is free now, and keeps one that was taken before.
	 */
	boolean take() throws InterruptedException {
		if (this.held != null && (!timeLeft().isZero() || renew())) {
			return true;
		}
		long asked = System.nanoTime();
		Lock lock = this.registry.obtain(this.key);
		if (!tryLock(lock)) {
			return false;
		}
		this.held = lock;
		this.since = asked;
		return true;
	}

	private boolean tryLock(Lock lock) throws InterruptedException {
		return (lock instanceof DistributedLock distributed) ? distributed.tryLock(Duration.ZERO, this.lease)
				: lock.tryLock();
	}

	/**
	 * Returns whether the lock is still held, for a whole lease from now on. A registry
	 * that cannot renew is not asked: its lease ends.
	 */
	boolean renew() {
		long asked = System.nanoTime();
		if (this.held == null || !(this.registry instanceof RenewableLockRegistry<?> renewable)) {
			return this.held != null;
		}
		try {
			renew(renewable, this.held);
			this.since = asked;
			return true;
		}
		catch (IllegalStateException ex) {
			// by contract: not held
			release();
			return false;
		}
	}

	private void renew(RenewableLockRegistry<?> renewable, Lock lock) {
		if (lock instanceof DistributedLock) {
			renewable.renewLock(this.key, this.lease);
		}
		else {
			renewable.renewLock(this.key);
		}
	}

	/**
	 * For how long nobody else can have the lock, by the clock that nobody sets.
	 */
	Duration timeLeft() {
		Duration left = this.lease.minusNanos(System.nanoTime() - this.since);
		return left.isNegative() ? Duration.ZERO : left;
	}

	void release() {
		Lock lock = this.held;
		this.held = null;
		this.since = System.nanoTime() - this.lease.toNanos();
		if (lock == null) {
			return;
		}
		try {
			lock.unlock();
		}
		catch (RuntimeException ex) {
			logger.debug("Lock '%s' was not given up, and ends with its lease".formatted(this.key), ex);
		}
	}

}
