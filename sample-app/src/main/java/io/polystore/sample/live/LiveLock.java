package io.polystore.sample.live;

import java.time.Instant;
import java.util.List;

import io.polystore.atomic.actuate.HolderDescriptor;
import io.polystore.atomic.actuate.LockDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held or waited for.
 *
 * @param file its file, relative to the directory
 * @param thread who holds it, {@code null} if that is not known
 * @param since since when, {@code null} if that is not known
 * @param waiters who waits for it
 */
record LiveLock(String file, @Nullable String thread, @Nullable Instant since, List<Waiter> waiters) {

	static LiveLock of(LockDescriptor lock) {
		List<Waiter> waiters = lock.waiters()
			.stream()
			.map((waiter) -> new Waiter(waiter.thread(), waiter.since()))
			.toList();
		HolderDescriptor holder = lock.holder();
		return (holder != null) ? new LiveLock(lock.file(), name(lock, holder), holder.since(), waiters)
				: new LiveLock(lock.file(), null, null, waiters);
	}

	private static String name(LockDescriptor lock, HolderDescriptor holder) {
		return lock.here() ? holder.thread() : "%s, process %d".formatted(holder.thread(), holder.pid());
	}

	/**
	 * A thread that waits.
	 *
	 * @param thread its name
	 * @param since since when
	 */
	record Waiter(String thread, Instant since) {

	}

}
