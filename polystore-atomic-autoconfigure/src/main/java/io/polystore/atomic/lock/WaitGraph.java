package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.polystore.atomic.FileLockException;
import org.jspecify.annotations.Nullable;

/**
 * Which thread of this JVM waits for which lock, to refuse waits that could not end.
 * <p>
 * A thread enters itself before it looks for a circle, so that of the threads that close
 * one at least one sees it whole.
 */
final class WaitGraph {

	private static final Map<Thread, Wait> WAITING = new ConcurrentHashMap<>();

	private WaitGraph() {
	}

	/**
	 * A single attempt is no wait: it closes no circle, and others must not take it for a
	 * part of one.
	 */
	static void enter(JvmLock lock, Path file, Duration timeout) {
		Thread self = Thread.currentThread();
		if (lock.owner() == self) {
			throw new FileLockException(file,
					("Lock '%s' is held by this very thread, and locks are not reentrant: "
							+ "do the work under the lock that is held, or ask for the other one after closing it")
						.formatted(file),
					null);
		}
		if (!timeout.isZero()) {
			enter(self, lock, file);
		}
	}

	private static void enter(Thread self, JvmLock lock, Path file) {
		WAITING.put(self, new Wait(lock, System.nanoTime()));
		if (isCircle(self, lock)) {
			WAITING.remove(self);
			throw new FileLockException(file,
					("Waiting for lock '%s' would never end: its holder waits for a lock "
							+ "that this thread holds; take several locks in the same order everywhere")
						.formatted(file),
					null);
		}
	}

	static void leave() {
		WAITING.remove(Thread.currentThread());
	}

	private static boolean isCircle(Thread self, JvmLock start) {
		JvmLock lock = start;
		for (int hops = WAITING.size(); hops >= 0; hops--) {
			JvmLock next = nextOf(lock);
			if (next == null) {
				return false;
			}
			if (next.owner() == self) {
				return true;
			}
			lock = next;
		}
		return false;
	}

	/**
	 * The lock that the owner of a lock waits for. The owner is read twice: one that gave
	 * up the lock before it began to wait holds nobody up.
	 */
	private static @Nullable JvmLock nextOf(JvmLock lock) {
		Thread owner = lock.owner();
		Wait wait = (owner != null) ? WAITING.get(owner) : null;
		JvmLock next = (wait != null) ? wait.lock() : null;
		return (next != lock && lock.owner() == owner) ? next : null;
	}

	/**
	 * Who waits for a lock, the longest wait first. A single attempt is none.
	 */
	static List<LockWaiter> waiters(JvmLock lock) {
		return WAITING.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().lock() == lock)
			.map((entry) -> new LockWaiter(entry.getKey().getName(), entry.getValue().since()))
			.sorted(Comparator.comparing(LockWaiter::since))
			.toList();
	}

	/**
	 * One wait, which began at a time of {@link System#nanoTime()}.
	 */
	private record Wait(JvmLock lock, long start) {

		Instant since() {
			return Instant.now().minusNanos(System.nanoTime() - this.start);
		}

	}

}
