package io.polystore.atomic.core;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the operations under way, so that a close can wait for them.
 */
final class InFlight {

	private final AtomicInteger count = new AtomicInteger();

	private final CountDownLatch done = new CountDownLatch(1);

	/** How deep this thread is inside operations: a callback may use the template. */
	private final ThreadLocal<Integer> depth = new ThreadLocal<>();

	private volatile boolean closed;

	void enter() {
		this.count.incrementAndGet();
		Integer outer = this.depth.get();
		this.depth.set((outer != null) ? outer + 1 : 1);
		if (this.closed && outer == null) {
			exit();
			throw refusal();
		}
	}

	/**
	 * For what a close need not wait for.
	 */
	void requireOpen() {
		if (this.closed && this.depth.get() == null) {
			throw refusal();
		}
	}

	private static IllegalStateException refusal() {
		return new IllegalStateException("The AtomicFileTemplate is closed");
	}

	void exit() {
		Integer inner = this.depth.get();
		if (inner == null || inner == 1) {
			this.depth.remove();
		}
		else {
			this.depth.set(inner - 1);
		}
		if (this.count.decrementAndGet() == 0 && this.closed) {
			this.done.countDown();
		}
	}

	/**
	 * Returns whether all ended in time. An interrupt ends the wait.
	 */
	boolean close(Duration timeout) {
		this.closed = true;
		if (this.count.get() == 0) {
			return true;
		}
		try {
			return this.done.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
