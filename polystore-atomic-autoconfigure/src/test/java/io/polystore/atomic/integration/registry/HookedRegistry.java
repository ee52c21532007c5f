package io.polystore.atomic.integration.registry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

import io.polystore.atomic.test.LockDatabase;

import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.support.locks.DistributedLock;
import org.springframework.integration.support.locks.RenewableLockRegistry;

/**
 * The registry of a host, on a real database, with something to happen around its calls:
 * an engine that fails, or does not answer, or a process that stands still.
 */
final class HookedRegistry implements RenewableLockRegistry<DistributedLock> {

	private static final Runnable NOTHING = () -> {
	};

	private final JdbcLockRegistry registry = LockDatabase.registry();

	/** Held during each call of the engine. */
	private final Object engine = new Object();

	volatile Runnable beforeTake = NOTHING;

	volatile Runnable afterTake = NOTHING;

	volatile Runnable beforeRenewal = NOTHING;

	volatile Runnable afterRenewal = NOTHING;

	/**
	 * If set, what the engine grants instead of what it is asked for; and the registry
	 * says of every lock that it is still held.
	 */
	volatile Duration grantedUnasked;

	/**
	 * Does something while no call of the engine is under way. A process that is stopped
	 * in one keeps a row of the database locked, so that nobody gets the lock.
	 */
	void betweenCalls(Runnable action) {
		synchronized (this.engine) {
			action.run();
		}
	}

	@Override
	public DistributedLock obtain(Object lockKey) {
		return new HookedLock(String.valueOf(lockKey), this.registry.obtain(lockKey));
	}

	@Override
	public void renewLock(Object lockKey) {
		throw new UnsupportedOperationException("without a lease");
	}

	@Override
	public void renewLock(Object lockKey, Duration lease) {
		this.beforeRenewal.run();
		if (this.grantedUnasked == null) {
			synchronized (this.engine) {
				this.registry.renewLock(lockKey, lease);
			}
		}
		this.afterRenewal.run();
	}

	private final class HookedLock implements DistributedLock {

		private final String key;

		private final DistributedLock lock;

		HookedLock(String key, DistributedLock lock) {
			this.key = key;
			this.lock = lock;
		}

		@Override
		public boolean tryLock(Duration waitTime, Duration lease) throws InterruptedException {
			HookedRegistry.this.beforeTake.run();
			boolean taken = takeNow(waitTime, granted(lease));
			if (taken && !this.key.endsWith("//turn")) {
				HookedRegistry.this.afterTake.run();
			}
			return taken;
		}

		private boolean takeNow(Duration waitTime, Duration lease) throws InterruptedException {
			synchronized (HookedRegistry.this.engine) {
				return this.lock.tryLock(waitTime, lease);
			}
		}

		private Duration granted(Duration lease) {
			Duration granted = HookedRegistry.this.grantedUnasked;
			return (granted != null) ? granted : lease;
		}

		@Override
		public void unlock() {
			synchronized (HookedRegistry.this.engine) {
				this.lock.unlock();
			}
		}

		@Override
		public void lock() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void lock(Duration lease) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void lockInterruptibly() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean tryLock() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean tryLock(long time, TimeUnit unit) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Condition newCondition() {
			throw new UnsupportedOperationException();
		}

	}

}
