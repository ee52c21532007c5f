package io.polystore.atomic.bench.measure;

/**
 * One of those that are measured in turn.
 *
 * @param name the name of its series
 * @param measurement measures one round
 */
public record Subject(String name, Measurement measurement) {

	/**
	 * Measures one round.
	 */
	@FunctionalInterface
	public interface Measurement {

		/**
		 * Returns the number of this round.
		 */
		double take() throws Exception;

	}

}
