package io.polystore.atomic.actuate;

import java.time.Instant;

import io.polystore.atomic.lock.LockWaiter;

/**
 * A thread of this JVM that waits for a lock, as {@link AtomicFilesEndpoint} shows it.
 *
 * @param thread the name of the thread
 * @param since when it began to wait
 * @since 0.1
 */
public record WaiterDescriptor(String thread, Instant since) {

	static WaiterDescriptor of(LockWaiter waiter) {
		return new WaiterDescriptor(waiter.thread(), waiter.since());
	}

}
