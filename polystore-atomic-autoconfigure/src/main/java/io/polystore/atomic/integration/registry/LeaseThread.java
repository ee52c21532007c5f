package io.polystore.atomic.integration.registry;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread that talks to a registry for one lock: it takes, renews and gives up, since a
 * registry's lock belongs to its thread, and whoever holds ours changes threads.
 * <p>
 * A daemon that nobody interrupts.
 */
final class LeaseThread {

	/** How long to wait for an engine where the caller has other things to do. */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final AtomicLong NUMBER = new AtomicLong();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, LeaseThread::thread);

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(null, work, "polystore-atomic-lease-" + NUMBER.incrementAndGet(), 0, false);
		thread.setDaemon(true);
		// Or a redeployed application's class loader would live on in it.
		thread.setContextClassLoader(LeaseThread.class.getClassLoader());
		return thread;
	}

	<T> Answer<T> ask(Callable<T> question) {
		return new Answer<>(this.executor.submit(question));
	}

	void later(Runnable work) {
		this.executor.execute(work);
	}

	/**
	 * Does something now and then, also after it failed.
	 */
	void repeat(Callable<?> work, Duration interval) {
		this.executor.scheduleWithFixedDelay(() -> callQuietly(work), interval.toNanos(), interval.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	private static void callQuietly(Callable<?> work) {
		try {
			work.call();
		}
		catch (Throwable ex) {
			// Whoever relies on the lease asks again, and is told.
		}
	}

	/**
	 * Does a last thing, for which it waits, but not long and not less for an interrupt.
	 */
	void end(Runnable last) {
		Answer<?> done = new Answer<>(this.executor.submit(last));
		this.executor.shutdown();
		try {
			done.awaitThroughInterrupts(PATIENCE);
		}
		catch (LeaseException ex) {
			// What was taken ends with its lease.
		}
	}

}
