package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.polystore.atomic.AtomicFileListener;

/**
 * A lock that a thread holds.
 */
final class HeldLock implements LockHandle {

	private final Path path;

	private final JvmLock lock;

	private final AtomicFileListener listener;

	private final long since = System.nanoTime();

	private final AtomicBoolean held = new AtomicBoolean(true);

	HeldLock(Path path, JvmLock lock, AtomicFileListener listener) {
		this.path = path;
		this.lock = lock;
		this.listener = listener;
	}

	@Override
	public Path path() {
		return this.path;
	}

	@Override
	public boolean isHeld() {
		return this.held.get() && this.lock.isHeld();
	}

	@Override
	public void close() {
		if (this.held.compareAndSet(true, false)) {
			this.lock.release();
			this.lock.leave();
			this.listener.lockReleased(this.lock.file(), Duration.ofNanos(System.nanoTime() - this.since));
		}
	}

	@Override
	public String toString() {
		return "LockHandle[%s, %s]".formatted(this.path, isHeld() ? "held" : "given up");
	}

}
