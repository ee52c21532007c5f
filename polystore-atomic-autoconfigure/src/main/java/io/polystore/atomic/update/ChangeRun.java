package io.polystore.atomic.update;

import java.util.Arrays;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.ContentChange;
import org.jspecify.annotations.Nullable;

/**
 * What one change did: a new content, nothing, or a failure of its own.
 */
final class ChangeRun {

	private final byte @Nullable [] result;

	private final byte @Nullable [] content;

	private final boolean changed;

	private final @Nullable Throwable failure;

	private ChangeRun(byte @Nullable [] result, boolean changed, @Nullable Throwable failure) {
		this.result = result;
		this.content = (changed && result != null) ? result.clone() : null;
		this.changed = changed;
		this.failure = failure;
	}

	/**
	 * Runs the change on a copy, so that it cannot spoil what others are based on.
	 */
	static ChangeRun of(ContentChange<?> change, byte @Nullable [] current) {
		try {
			byte[] copy = (current != null) ? current.clone() : null;
			byte[] result = change.apply(copy);
			boolean changed = (result != copy) || !Arrays.equals(result, current);
			return new ChangeRun(result, changed, null);
		}
		catch (Throwable ex) {
			return new ChangeRun(null, false, ex);
		}
	}

	boolean hasChanged() {
		return this.changed;
	}

	boolean hasFailed() {
		return this.failure != null;
	}

	/**
	 * The content to be written, out of reach of the caller, who may do as it likes with
	 * its result.
	 */
	byte @Nullable [] content() {
		return this.content;
	}

	<T extends AtomicFileException> T withOwnFailure(T ex) {
		if (this.failure != null) {
			ex.addSuppressed(this.failure);
		}
		return ex;
	}

	/**
	 * Returns the content, or throws what the change threw.
	 */
	@SuppressWarnings("unchecked")
	<X extends Exception> byte @Nullable [] get() throws X {
		if (this.failure instanceof Error error) {
			throw error;
		}
		if (this.failure != null) {
			// A ContentChange<X> throws nothing else that is checked.
			throw (X) this.failure;
		}
		return this.result;
	}

}
