package io.polystore.atomic.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;

import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.lock.LockHandles;

/**
 * Locks that are taken one by one and all at once.
 */
final class Locks {

	private static final int COUNT = 4;

	/** How many threads of this JVM are inside. */
	private static final AtomicIntegerArray INSIDE = new AtomicIntegerArray(COUNT);

	private final Site site;

	private final Random random;

	Locks(Site site, Random random) {
		this.site = site;
		this.random = random;
	}

	private Path file(int lock) {
		return this.site.file(lock + ".lock");
	}

	@SuppressWarnings("try")
	void lock() {
		int lock = this.random.nextInt(COUNT);
		try (LockHandle handle = this.site.files().lock(file(lock))) {
			occupy(lock);
		}
	}

	@SuppressWarnings("try")
	void lockInAHurry() {
		int lock = this.random.nextInt(COUNT);
		try (LockHandle handle = this.site.files().lock(file(lock), Duration.ofNanos(this.random.nextInt(1_000_000)))) {
			occupy(lock);
		}
	}

	@SuppressWarnings("try")
	void tryLock() {
		int lock = this.random.nextInt(COUNT);
		Optional<LockHandle> handle = this.site.files().tryLock(file(lock));
		if (handle.isPresent()) {
			try (LockHandle held = handle.get()) {
				occupy(lock);
			}
		}
	}

	/** In any order: who takes all at once is in nobody's way. */
	@SuppressWarnings("try")
	void lockAll() {
		int first = this.random.nextInt(COUNT);
		int second = (first + 1 + this.random.nextInt(COUNT - 1)) % COUNT;
		try (LockHandles handles = this.site.files().lockAll(file(first), file(second))) {
			occupy(first);
			occupy(second);
		}
	}

	@SuppressWarnings("try")
	void lockTwice() {
		Path file = file(this.random.nextInt(COUNT));
		try (LockHandle handle = this.site.files().lock(file)) {
			try (LockHandle again = this.site.files().lock(file)) {
				Expect.that(false, "a lock is not reentrant", again);
			}
			catch (FileLockTimeoutException ex) {
				Expect.that(false, "told at once", ex);
			}
			catch (FileLockException ex) {
				Expect.that(ex.path() != null, "the lock that is held", ex);
			}
		}
	}

	private static void occupy(int lock) {
		int inside = INSIDE.incrementAndGet(lock);
		Thread.yield();
		INSIDE.decrementAndGet(lock);
		Expect.that(inside == 1, "alone under the lock", inside);
	}

}
