package io.polystore.atomic.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several threads that start the same work at the same moment.
 */
public final class Workers {

	private Workers() {
	}

	/** Returns when all have ended; throws what one of them threw. */
	public static void run(int threads, Work work) throws Exception {
		Exception failure = null;
		for (Background<Integer> worker : start(threads, work)) {
			try {
				worker.join();
			}
			catch (Exception ex) {
				if (failure == null) {
					failure = ex;
				}
				else {
					failure.addSuppressed(ex);
				}
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	public static List<Background<Integer>> start(int threads, Work work) {
		AtomicInteger missing = new AtomicInteger(threads);
		Gate start = new Gate();
		List<Background<Integer>> workers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			int index = i;
			workers.add(Background.named("worker-" + i, () -> {
				if (missing.decrementAndGet() == 0) {
					start.open();
				}
				start.run();
				work.run(index);
				return index;
			}));
		}
		return workers;
	}

	/**
	 * What each thread does.
	 */
	@FunctionalInterface
	public interface Work {

		void run(int index) throws Exception;

	}

}
