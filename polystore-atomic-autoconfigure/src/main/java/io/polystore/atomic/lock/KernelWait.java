package io.polystore.atomic.lock;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads that stand in the kernel's line for a lock in the place of its caller.
 * <p>
 * The kernel hands a lock over at once and in turn, which no polling does; but its call
 * cannot time out, and keeps the carrier of a virtual thread. So a thread of ours makes
 * it, whoever wants the lock waits for that thread, and who wants it no longer closes the
 * lock.
 */
final class KernelWait {

	/** Beyond this, locks are polled. */
	static final int MAX_WAITERS = 64;

	private static final Semaphore PERMITS = new Semaphore(MAX_WAITERS);

	private static final ExecutorService EXECUTOR = executor();

	private KernelWait() {
	}

	private static ExecutorService executor() {
		AtomicInteger number = new AtomicInteger();
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), (work) -> {
			Thread thread = new Thread(null, work, "polystore-atomic-lock-" + number.incrementAndGet(), 0, false);
			thread.setDaemon(true);
			// Or a redeployed application's class loader would live on in it.
			thread.setContextClassLoader(KernelWait.class.getClassLoader());
			return thread;
		});
	}

	/**
	 * Waits until the lock is held or the deadline has come. In all other cases, and when
	 * this throws, a thread may still wait: the lock must be closed.
	 */
	static Outcome await(ProcessLock lock, Deadline deadline) throws IOException, InterruptedException {
		Future<Boolean> held = submit(lock::await);
		if (held == null) {
			return Outcome.IMPOSSIBLE;
		}
		try {
			return held.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS) ? Outcome.HELD : Outcome.IMPOSSIBLE;
		}
		catch (TimeoutException ex) {
			return Outcome.TIMED_OUT;
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
	}

	/**
	 * Returns {@code null} if there is no thread to be had.
	 */
	private static <T> @Nullable Future<T> submit(Callable<T> work) {
		if (!PERMITS.tryAcquire()) {
			return null;
		}
		Future<T> result = null;
		try {
			result = EXECUTOR.submit(() -> {
				try {
					return work.call();
				}
				finally {
					PERMITS.release();
				}
			});
		}
		catch (OutOfMemoryError ex) {
			// the system has no more threads; there is other work that needs none
		}
		finally {
			if (result == null) {
				PERMITS.release();
			}
		}
		return result;
	}

	private static IOException failure(@Nullable Throwable cause) {
		if (cause instanceof IOException io) {
			return io;
		}
		if (cause instanceof RuntimeException runtime) {
			throw runtime;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return new IOException(cause);
	}

	/**
	 * Reads who holds a lock that is waited for. On a thread that nobody interrupts: an
	 * interrupt would close the channel of the one who waits.
	 */
	static @Nullable LockHolder recorded(ProcessLock lock) {
		Future<Optional<LockHolder>> word = submit(() -> Optional.ofNullable(lock.recorded()));
		try {
			return (word != null) ? word.get().orElse(null) : null;
		}
		catch (ExecutionException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * How a wait ended.
	 */
	enum Outcome {

		/** The lock is held. */
		HELD,

		/** The deadline has come. */
		TIMED_OUT,

		/** This lock must be polled. */
		IMPOSSIBLE

	}

}
