package io.polystore.atomic.bench.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Times single operations.
 */
public final class Timing {

	private Timing() {
	}

	/**
	 * Returns the median of the nanoseconds that several operations took, one after
	 * another.
	 */
	public static double median(int operations, Operation operation) throws Exception {
		List<Double> nanos = new ArrayList<>();
		for (int i = 0; i < operations; i++) {
			long start = System.nanoTime();
			operation.run();
			nanos.add((double) (System.nanoTime() - start));
		}
		return new Samples(nanos).median();
	}

	/**
	 * What is timed.
	 */
	@FunctionalInterface
	public interface Operation {

		/**
		 * Does it once.
		 */
		void run() throws Exception;

	}

}
