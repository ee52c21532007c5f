package io.polystore.atomic.write;

import org.jspecify.annotations.Nullable;

/**
 * A change of one file by this JVM, from immediately before it becomes visible to
 * immediately after.
 *
 * @since 0.1
 */
public interface OwnChange {

	/**
	 * The file has new content.
	 * @param content the content, or {@code null} if it was streamed and is in the file
	 * only
	 */
	void replaced(byte @Nullable [] content);

	/**
	 * There is no file any more.
	 */
	void deleted();

	/**
	 * It is over. The file is as it was, if neither of the other methods was called.
	 */
	void end();

}
