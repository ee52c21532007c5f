package io.polystore.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Several clients that start at the same moment.
 */
final class Clients {

	private Clients() {
	}

	/**
	 * Lets every client do its work.
	 * @param clients how many there are
	 * @param work what the client of a number does
	 * @return the results, in the order of the clients
	 */
	static <T> List<T> atOnce(int clients, IntFunction<Callable<T>> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			CyclicBarrier start = new CyclicBarrier(clients);
			List<Future<T>> running = new ArrayList<>();
			for (int i = 0; i < clients; i++) {
				Callable<T> client = work.apply(i);
				running.add(threads.submit(() -> {
					start.await();
					return client.call();
				}));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> client : running) {
				results.add(client.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
