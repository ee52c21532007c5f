package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Locks that were taken one after another.
 */
final class HeldLocks implements LockHandles {

	/** The last one first. */
	private final Deque<LockHandle> locks = new ArrayDeque<>();

	private final AtomicBoolean held = new AtomicBoolean(true);

	void add(LockHandle lock) {
		this.locks.push(lock);
	}

	@Override
	public List<Path> paths() {
		List<Path> paths = new ArrayList<>();
		this.locks.descendingIterator().forEachRemaining((lock) -> paths.add(lock.path()));
		return List.copyOf(paths);
	}

	@Override
	public boolean isHeld() {
		return this.held.get() && this.locks.stream().allMatch(LockHandle::isHeld);
	}

	@Override
	public void close() {
		if (this.held.compareAndSet(true, false)) {
			this.locks.forEach(LockHandle::close);
		}
	}

	@Override
	public String toString() {
		return "LockHandles[%s, %s]".formatted(paths(), isHeld() ? "held" : "given up");
	}

}
