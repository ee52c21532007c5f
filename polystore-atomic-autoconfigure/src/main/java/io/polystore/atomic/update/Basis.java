package io.polystore.atomic.update;

import java.nio.file.Path;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A line of states, each made from the one before, of which some are not written yet.
 * When one of them cannot be written, the whole line is lost and another begins.
 */
final class Basis {

	private volatile @Nullable AtomicWriteException failure;

	void lose(AtomicWriteException failure) {
		this.failure = failure;
	}

	/**
	 * Returns the failure of one who built on this line, or {@code null} if it stands.
	 */
	@Nullable AtomicWriteException loss(Path file) {
		AtomicWriteException failure = this.failure;
		return (failure != null) ? loss(file, failure) : null;
	}

	/**
	 * Whether it is in vain to build on it. Needs no mutex.
	 */
	boolean isLost() {
		return this.failure != null;
	}

	static AtomicWriteException loss(Path file, AtomicWriteException cause) {
		return new AtomicWriteException(file, Outcome.NOT_COMMITTED,
				("File '%s' was not changed: an update that this one was based on could not be written; try again")
					.formatted(file),
				cause);
	}

}
