package io.polystore.atomic;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the new content of a file to a stream.
 *
 * @param <X> what the callback may throw besides
 * @since 0.1
 */
@FunctionalInterface
public interface OutputStreamCallback<X extends Exception> {

	/**
	 * Writes the content. Closing the stream only flushes it: the file is replaced after
	 * this method has returned, and left as it was if it throws.
	 * @param out the stream to write to; buffered, not thread-safe, not to be used after
	 * this method has returned
	 * @throws IOException if writing fails
	 * @throws X whatever the callback throws
	 */
	void writeTo(OutputStream out) throws IOException, X;

}
