package io.polystore.atomic.integration;

import java.util.function.Supplier;

import io.polystore.atomic.FileLockInterruptedException;

/**
 * Work that waits for locks and is not to be ended by an interrupt.
 *
 * @since 0.1
 */
public final class Uninterrupted {

	private Uninterrupted() {
	}

	/**
	 * Does the work, from the start again if an interrupt ends a wait for a lock. The
	 * interrupt flag of the thread is then set when this returns or throws.
	 * @param <T> the type of the result
	 * @param work the work, of which nothing is done before it has its lock
	 * @return its result
	 */
	public static <T> T call(Supplier<T> work) {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return work.get();
				}
				catch (FileLockInterruptedException ex) {
					interrupted = Thread.interrupted();
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
