package io.polystore.atomic.core;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

import org.jspecify.annotations.Nullable;

/**
 * A writer that fails for good: what follows a character that could not be encoded must
 * not be committed without it, whoever swallowed the failure.
 */
final class StrictWriter extends FilterWriter {

	private @Nullable IOException failure;

	StrictWriter(Writer out) {
		super(out);
	}

	@Override
	public void write(int c) throws IOException {
		guarded(() -> this.out.write(c));
	}

	@Override
	public void write(char[] text, int offset, int length) throws IOException {
		guarded(() -> this.out.write(text, offset, length));
	}

	@Override
	public void write(String text, int offset, int length) throws IOException {
		guarded(() -> this.out.write(text, offset, length));
	}

	@Override
	public void flush() throws IOException {
		guarded(this.out::flush);
	}

	/**
	 * Only flushes, as callbacks are told.
	 */
	@Override
	public void close() throws IOException {
		flush();
	}

	/**
	 * Writes what an encoding has at the end of a text.
	 */
	void finish() throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
		guarded(this.out::close);
	}

	private void guarded(Step step) throws IOException {
		if (this.failure != null) {
			// Not the same one again: writers on top add what their close throws to it.
			throw new IOException("An earlier write failed", this.failure);
		}
		try {
			step.run();
		}
		catch (IOException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * One call of the writer behind this one.
	 */
	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
