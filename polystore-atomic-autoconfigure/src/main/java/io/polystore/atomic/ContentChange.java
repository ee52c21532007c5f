package io.polystore.atomic;

import org.jspecify.annotations.Nullable;

/**
 * Makes the new content of a file from its present one.
 *
 * @param <X> what the change may throw
 * @since 0.1
 */
@FunctionalInterface
public interface ContentChange<X extends Exception> {

	/**
	 * Returns the new content. Called exactly once, on the thread that asked for the
	 * update, while the file is locked: it should be quick, and it must not take the lock
	 * of the same file again.
	 * @param content the present content, or {@code null} if there is no file; a copy
	 * that the change may modify
	 * @return the new content, which the change must not modify afterwards; {@code null}
	 * to delete the file; the very array that was passed in, unmodified, if nothing is to
	 * be written
	 * @throws X whatever the change throws; the file is then left as it is
	 */
	byte @Nullable [] apply(byte @Nullable [] content) throws X;

}
