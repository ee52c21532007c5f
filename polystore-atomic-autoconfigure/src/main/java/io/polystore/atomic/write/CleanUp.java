package io.polystore.atomic.write;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The steps that undo something. Nothing that goes wrong with them may hide the failure
 * that led there, nor keep the next step from being done.
 */
final class CleanUp {

	private CleanUp() {
	}

	/**
	 * Does a step; what it throws is added to the failure, if there is one.
	 */
	static void run(Transient.IoRunnable step, @Nullable Throwable failure) {
		try {
			step.run();
		}
		catch (IOException | RuntimeException | Error ex) {
			add(ex, failure);
		}
	}

	/**
	 * Keeps what went wrong after a failure beside it.
	 */
	static void add(Throwable next, @Nullable Throwable failure) {
		if (failure != null && failure != next) {
			failure.addSuppressed(next);
		}
	}

}
