package io.polystore.atomic.json;

import org.jspecify.annotations.Nullable;

/**
 * Makes the new value of a document from its present one.
 *
 * @param <T> the type of the document
 * @param <X> what the change may throw
 * @since 0.1
 */
@FunctionalInterface
public interface Change<T extends @Nullable Object, X extends Exception> {

	/**
	 * Returns the new value. Called exactly once, on the thread that asked for the
	 * update, while the document is locked: it should be quick, and it must not change
	 * the same document again.
	 * @param current the present value, which may be modified and returned; {@code null}
	 * if there is no document and no initial value was given
	 * @return the new value, never {@code null}
	 * @throws X whatever the change throws; the document is then left as it is
	 */
	T apply(T current) throws X;

}
