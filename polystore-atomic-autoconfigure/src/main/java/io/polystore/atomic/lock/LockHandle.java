package io.polystore.atomic.lock;

import java.nio.file.Path;

/**
 * A lock that is held, until it is closed.
 * <p>
 * Belongs to the thread that took it: that thread may not take the same lock again. Any
 * thread may close it. The lock is freed when the process ends, however it ends.
 *
 * @since 0.1
 */
public interface LockHandle extends AutoCloseable {

	/**
	 * Returns the lock file.
	 * @return the path that was locked
	 */
	Path path();

	/**
	 * Returns whether the lock is still held through this handle.
	 * @return {@code false} once {@link #close()} was called, or if the lock was lost:
	 * its file was deleted or replaced, so that others may hold it now
	 */
	boolean isHeld();

	/**
	 * Gives up the lock; the lock file stays. Does nothing if the lock was given up
	 * already.
	 */
	@Override
	void close();

}
