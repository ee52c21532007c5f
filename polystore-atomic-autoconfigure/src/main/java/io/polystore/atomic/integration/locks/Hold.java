package io.polystore.atomic.integration.locks;

import io.polystore.atomic.lock.LockHandle;

/**
 * A lock that a thread holds, perhaps several times over. Only that thread may change it.
 */
final class Hold {

	private final Thread owner = Thread.currentThread();

	private final LockHandle handle;

	private int count = 1;

	Hold(LockHandle handle) {
		this.handle = handle;
	}

	boolean isMine() {
		return this.owner == Thread.currentThread();
	}

	boolean isLost() {
		return !this.handle.isHeld();
	}

	void enter() {
		this.count = Math.incrementExact(this.count);
	}

	/**
	 * Returns whether that was the last time, so that the lock is to be given up.
	 */
	boolean leave() {
		this.count--;
		return this.count == 0;
	}

	/**
	 * Gives up the lock.
	 * @return whether it was lost before
	 */
	boolean close() {
		boolean lost = isLost();
		this.handle.close();
		return lost;
	}

}
