package io.polystore.atomic.actuate;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The result of some work that is done at most once in a while, on a thread of its own,
 * and never twice at a time. Thread-safe.
 *
 * @param <T> the type of the result
 */
final class LatestResult<T> {

	private final Supplier<T> work;

	private final Duration interval;

	private @Nullable Attempt<T> latest;

	LatestResult(Supplier<T> work, Duration interval) {
		this.work = work;
		this.interval = interval;
	}

	/**
	 * Returns the result of the latest work, if it is young enough, or of new work.
	 * @param timeout how long the work may take in all, whoever began it
	 * @return the result, or {@code null} if it takes longer, or the thread is
	 * interrupted
	 */
	@Nullable T get(Duration timeout) {
		Attempt<T> attempt = current();
		try {
			return attempt.task().get(timeout.minus(attempt.age()).toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private synchronized Attempt<T> current() {
		Attempt<T> attempt = this.latest;
		if (attempt == null || (attempt.task().isDone() && attempt.age().compareTo(this.interval) >= 0)) {
			attempt = new Attempt<>(new FutureTask<>(this.work::get), System.nanoTime());
			start(attempt.task());
			this.latest = attempt;
		}
		return attempt;
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(null, task, "polystore-atomic-health", 0, false);
		thread.setDaemon(true);
		thread.start();
	}

	private record Attempt<T>(FutureTask<T> task, long start) {

		Duration age() {
			return Duration.ofNanos(System.nanoTime() - this.start);
		}

	}

}
