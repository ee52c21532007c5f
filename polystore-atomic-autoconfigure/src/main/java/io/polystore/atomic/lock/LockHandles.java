package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.util.List;

/**
 * Several locks that are held together, until they are closed.
 * <p>
 * What {@link LockHandle} says of one holds for each of them.
 *
 * @since 0.1
 */
public interface LockHandles extends AutoCloseable {

	/**
	 * Returns the lock files.
	 * @return each real path once, in the order in which they were taken
	 */
	List<Path> paths();

	/**
	 * Returns whether the locks are still held through this handle.
	 * @return {@code false} once {@link #close()} was called, or if one of them was lost
	 */
	boolean isHeld();

	/**
	 * Gives up the locks, the last one first. Does nothing if they were given up already.
	 */
	@Override
	void close();

}
