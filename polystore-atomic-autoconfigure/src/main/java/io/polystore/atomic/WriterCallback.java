package io.polystore.atomic;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes the new text of a file to a writer.
 *
 * @param <X> what the callback may throw besides
 * @since 0.1
 */
@FunctionalInterface
public interface WriterCallback<X extends Exception> {

	/**
	 * Writes the text. Closing the writer only flushes it: the file is replaced after
	 * this method has returned, and left as it was if it throws.
	 * @param out the writer to write to; buffered, not to be used after this method has
	 * returned
	 * @throws IOException if writing fails
	 * @throws X whatever the callback throws
	 */
	void writeTo(Writer out) throws IOException, X;

}
