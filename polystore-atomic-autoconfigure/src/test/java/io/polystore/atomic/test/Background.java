package io.polystore.atomic.test;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Work that runs on a thread of its own from the start.
 *
 * @param <T> the type of its result
 */
public final class Background<T> {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final FutureTask<T> task;

	private final Thread thread;

	private Background(Callable<T> work, String name) {
		this.task = new FutureTask<>(work);
		this.thread = new Thread(this.task, name);
		this.thread.setDaemon(true);
	}

	public static <T> Background<T> of(Callable<T> work) {
		return named("background", work);
	}

	public static <T> Background<T> named(String name, Callable<T> work) {
		Background<T> background = new Background<>(work, name);
		background.thread.start();
		return background;
	}

	public Thread thread() {
		return this.thread;
	}

	public boolean isDone() {
		return this.task.isDone();
	}

	/** Whether it ends within that time. */
	public boolean endsWithin(Duration time) throws Exception {
		try {
			this.task.get(time.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			return true;
		}
		return true;
	}

	/** Waits until its thread waits, for as long as a time-out lets it. */
	public Background<T> awaitWaiting() {
		return await(EnumSet.of(Thread.State.TIMED_WAITING));
	}

	/** Waits until its thread waits, however long. */
	public Background<T> awaitParked() {
		return await(EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.WAITING));
	}

	private Background<T> await(Set<Thread.State> states) {
		Awaitility.await()
			.atMost(TIMEOUT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.failFast("ended instead of waiting", this::isDone)
			.until(() -> states.contains(this.thread.getState()));
		return this;
	}

	public Background<T> interrupt() {
		this.thread.interrupt();
		return this;
	}

	/** Waits for the result; what the work threw comes as the cause. */
	public T result() throws Exception {
		return this.task.get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Waits for the result for as long as the test may take. */
	public T join() throws Exception {
		return this.task.get();
	}

	/** Waits for the end and returns what the work threw, or {@code null}. */
	public Throwable failure() {
		Throwable thrown = catchThrowable(this::result);
		return (thrown instanceof ExecutionException) ? thrown.getCause() : thrown;
	}

}
