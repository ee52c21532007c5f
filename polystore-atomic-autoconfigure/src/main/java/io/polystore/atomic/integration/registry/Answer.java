package io.polystore.atomic.integration.registry;

import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What a thread that talks to a registry is going to say.
 */
final class Answer<T> {

	private final Future<T> future;

	Answer(Future<T> future) {
		this.future = future;
	}

	/**
	 * Returns {@code null} if there is no answer in that time.
	 * @throws ClosedByInterruptException if the thread is interrupted, as of a lock of
	 * the operating system
	 */
	@Nullable T await(Duration patience) throws LeaseException, ClosedByInterruptException {
		try {
			return get(patience.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClosedByInterruptException();
		}
	}

	/**
	 * The same for one whose interrupt must wait.
	 */
	@Nullable T awaitThroughInterrupts(Duration patience) throws LeaseException {
		long end = System.nanoTime() + patience.toNanos();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return get(end - System.nanoTime());
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private @Nullable T get(long nanos) throws LeaseException, InterruptedException {
		try {
			return this.future.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (ExecutionException ex) {
			throw new LeaseException((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

}
