package io.polystore.atomic.json;

import io.polystore.atomic.ContentChange;
import org.jspecify.annotations.Nullable;

/**
 * A change of a document that remembers what it could not begin with.
 *
 * @param <X> what the change may throw
 */
interface DocumentChange<X extends Exception> extends ContentChange<X> {

	/**
	 * Returns the content that made it fail before anything of the caller's ran, or
	 * {@code null}: then it may be applied once more.
	 */
	byte @Nullable [] refused();

}
