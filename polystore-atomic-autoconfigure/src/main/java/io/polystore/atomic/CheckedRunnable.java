package io.polystore.atomic;

/**
 * Work that is done under a lock.
 *
 * @param <X> what the work may throw
 * @since 0.1
 */
@FunctionalInterface
public interface CheckedRunnable<X extends Exception> {

	/**
	 * Does the work.
	 * @throws X whatever the work throws
	 */
	void run() throws X;

}
