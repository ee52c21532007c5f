package io.polystore.atomic.bench.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.polystore.atomic.bench.rival.Counter;

/**
 * Threads that count for a while, each as fast as it can.
 */
public final class Load {

	private final Counter counter;

	private final Duration duration;

	private final CyclicBarrier start;

	private Load(Counter counter, int threads, Duration duration) {
		this.counter = counter;
		this.duration = duration;
		this.start = new CyclicBarrier(threads);
	}

	/**
	 * Lets threads count, all from the same moment on.
	 */
	public static Result run(Counter counter, int threads, Duration duration) throws Exception {
		Load load = new Load(counter, threads, duration);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			return load.run(executor, threads);
		}
		finally {
			executor.shutdown();
		}
	}

	private Result run(ExecutorService executor, int threads) throws Exception {
		List<Future<Run>> runs = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			runs.add(executor.submit(this::countUp));
		}
		long first = Long.MAX_VALUE;
		long last = Long.MIN_VALUE;
		List<Long> updates = new ArrayList<>();
		for (Future<Run> run : runs) {
			first = Math.min(first, run.get().start());
			last = Math.max(last, run.get().end());
			updates.addAll(run.get().updates());
		}
		return new Result(last - first, updates);
	}

	private Run countUp() throws Exception {
		List<Long> updates = new ArrayList<>();
		this.start.await();
		long start = System.nanoTime();
		long last = start;
		while (last - start < this.duration.toNanos()) {
			this.counter.increment();
			long now = System.nanoTime();
			updates.add(now - last);
			last = now;
		}
		return new Run(start, last, updates);
	}

	/**
	 * What one thread did.
	 */
	private record Run(long start, long end, List<Long> updates) {
	}

	/**
	 * What all threads did.
	 *
	 * @param nanos how long it took until the last thread was done
	 * @param updates how many nanoseconds each update took
	 */
	public record Result(long nanos, List<Long> updates) {

		/**
		 * Returns the updates in a second.
		 */
		public double rate() {
			return this.updates.size() * 1e9 / this.nanos;
		}

	}

}
