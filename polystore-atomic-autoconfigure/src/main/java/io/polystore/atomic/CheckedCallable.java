package io.polystore.atomic;

import org.jspecify.annotations.Nullable;

/**
 * Work that is done under a lock and returns a result.
 *
 * @param <T> the type of the result
 * @param <X> what the work may throw
 * @since 0.1
 */
@FunctionalInterface
public interface CheckedCallable<T extends @Nullable Object, X extends Exception> {

	/**
	 * Does the work.
	 * @return the result
	 * @throws X whatever the work throws
	 */
	T call() throws X;

}
