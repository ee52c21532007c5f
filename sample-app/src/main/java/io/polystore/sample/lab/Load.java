package io.polystore.sample.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * What one participant does: its threads update the document one update after the other,
 * until the time is over. To be run once.
 */
final class Load {

	private final String process;

	private final int threads;

	private final Duration duration;

	private volatile boolean stopped;

	/**
	 * Creates a load.
	 * @param process names the participant in the names of its workers
	 * @param threads how many threads work
	 * @param duration for how long
	 */
	Load(String process, int threads, Duration duration) {
		this.process = process;
		this.threads = threads;
		this.duration = duration;
	}

	List<String> workers() {
		return IntStream.rangeClosed(1, this.threads).mapToObj((thread) -> this.process + "-t" + thread).toList();
	}

	/**
	 * Updates until the time is over.
	 * @param updater how to update
	 * @param acknowledge told of each update that has returned, before the next begins
	 * @throws ExecutionException if an update failed, which ends all
	 * @throws InterruptedException if the thread was interrupted
	 */
	void run(Updater updater, Acknowledge acknowledge) throws ExecutionException, InterruptedException {
		long end = System.nanoTime() + this.duration.toNanos();
		ExecutorService executor = Executors.newFixedThreadPool(this.threads, new CustomizableThreadFactory("lab-"));
		try {
			List<Future<?>> running = new ArrayList<>();
			for (String worker : workers()) {
				running.add(executor.submit(() -> work(worker, end, updater, acknowledge)));
			}
			for (Future<?> worker : running) {
				worker.get();
			}
		}
		finally {
			executor.shutdown();
		}
	}

	private Void work(String worker, long end, Updater updater, Acknowledge acknowledge) throws IOException {
		boolean done = false;
		try {
			for (long sequence = 1; !this.stopped && System.nanoTime() - end < 0; sequence++) {
				OperationId id = new OperationId(worker, sequence);
				updater.add(id);
				acknowledge.acknowledge(id);
			}
			done = true;
		}
		finally {
			this.stopped |= !done;
		}
		return null;
	}

	/**
	 * Ends the work with the updates under way.
	 */
	void stop() {
		this.stopped = true;
	}

	/**
	 * Is told that an update has returned.
	 */
	@FunctionalInterface
	interface Acknowledge {

		void acknowledge(OperationId id) throws IOException;

	}

}
