package io.polystore.atomic.write;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Threads of our own for the calls that an interrupt would break and a force would pin.
 * <p>
 * An interrupt closes every {@code FileChannel} that the thread uses, even in the middle
 * of a force, and a force keeps the carrier of a virtual thread busy. Nobody interrupts
 * these threads; whoever waits for one waits uninterruptibly and keeps its flag. They are
 * daemons and end when they have been idle for some seconds.
 *
 * @since 0.1
 */
public final class IoThreads {

	/** More forces than this at once do not make any disk faster. */
	static final int MAX_THREADS = 64;

	private static final Semaphore PERMITS = new Semaphore(MAX_THREADS, true);

	private static final ExecutorService EXECUTOR = executor();

	private IoThreads() {
	}

	/**
	 * It is the permits that bound it: a thread takes a moment to become idle after it
	 * gave its permit back, during which another one may have to be started.
	 */
	private static ExecutorService executor() {
		AtomicInteger number = new AtomicInteger();
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(work) -> new IoThread(work, "polystore-atomic-io-" + number.incrementAndGet()));
	}

	/**
	 * Starts work that ends in itself and waits for nobody else's. Waits while all our
	 * threads are busy.
	 * @param work the work; it must not throw
	 */
	public static void start(Runnable work) {
		PERMITS.acquireUninterruptibly();
		boolean started = false;
		try {
			EXECUTOR.execute(() -> {
				try {
					work.run();
				}
				finally {
					PERMITS.release();
				}
			});
			started = true;
		}
		finally {
			if (!started) {
				PERMITS.release();
			}
		}
	}

	/**
	 * Does work on one of our threads and waits for its end, whatever interrupts come.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return its result
	 * @throws IOException what the work throws
	 */
	public static <T extends @Nullable Object> T call(IoCallable<T> work) throws IOException {
		if (Thread.currentThread() instanceof IoThread) {
			return work.call();
		}
		CompletableFuture<T> result = new CompletableFuture<>();
		start(() -> {
			try {
				result.complete(work.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return await(result);
	}

	private static <T extends @Nullable Object> T await(CompletableFuture<T> result) throws IOException {
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			Throwable cause = ex.getCause();
			if (cause instanceof IOException io) {
				throw io;
			}
			if (cause instanceof RuntimeException runtime) {
				throw runtime;
			}
			if (cause instanceof Error error) {
				throw error;
			}
			throw ex;
		}
	}

	/**
	 * Work that may fail as input and output do.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	public interface IoCallable<T extends @Nullable Object> {

		/**
		 * Does the work.
		 * @return the result
		 * @throws IOException if it fails
		 */
		T call() throws IOException;

	}

	private static final class IoThread extends Thread {

		IoThread(Runnable work, String name) {
			super(null, work, name, 0, false);
			setDaemon(true);
			// Or a redeployed application's class loader would live on in it.
			setContextClassLoader(IoThreads.class.getClassLoader());
		}

	}

}
