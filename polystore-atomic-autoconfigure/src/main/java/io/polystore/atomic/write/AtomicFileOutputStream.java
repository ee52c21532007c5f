package io.polystore.atomic.write;

import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A stream whose content replaces a file as a whole, or not at all.
 * <p>
 * Buffered and not thread-safe; to be used with try-with-resources:
 *
 * <pre>{@code
 * try (AtomicFileOutputStream out = files.openForWrite(path)) {
 *     export(out);
 *     out.commit();
 * }
 * }</pre>
 *
 * An interrupt of the writing thread neither breaks the stream nor is lost.
 *
 * @since 0.1
 */
public abstract class AtomicFileOutputStream extends OutputStream {

	/**
	 * For the library.
	 */
	protected AtomicFileOutputStream() {
	}

	/**
	 * Returns the file that is to be replaced.
	 * @return the path as it was given
	 */
	public abstract Path path();

	/**
	 * Replaces the file with what was written. Nothing can be written afterwards.
	 * @throws io.polystore.atomic.AtomicWriteException if that fails, or if writing had
	 * failed before
	 * @throws IllegalStateException if the stream was committed or closed already
	 */
	public abstract void commit();

	/**
	 * Ends the write. Without a {@link #commit()} the file stays as it was and what was
	 * written is thrown away; after one, and when called again, this does nothing.
	 */
	@Override
	public abstract void close();

}
