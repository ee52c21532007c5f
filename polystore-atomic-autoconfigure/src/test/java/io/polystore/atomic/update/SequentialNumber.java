package io.polystore.atomic.update;

import java.util.Objects;

/**
 * A number that may be absent, with all operations of those that several threads share.
 * All of them are public because Lincheck generates the calls.
 */
public class SequentialNumber {

	private Integer number;

	public int add(int summand) {
		this.number = value(this.number) + summand;
		return this.number;
	}

	public int addInHaste(int summand) {
		return add(summand);
	}

	public int addOptimistically(int summand) {
		return add(summand);
	}

	public int addBelow(int limit, int summand) {
		this.number = sumBelow(limit, this.number, summand);
		return this.number;
	}

	public boolean compareAndSet(int expected, int update) {
		boolean same = Objects.equals(this.number, expected);
		if (same) {
			this.number = update;
		}
		return same;
	}

	public boolean delete() {
		boolean deleted = this.number != null;
		this.number = null;
		return deleted;
	}

	/** By a change that changes nothing. */
	public Integer see() {
		return this.number;
	}

	/** Past the pipeline. */
	public Integer find() {
		return this.number;
	}

	public void interruptCallers() {
		// nobody is there to be interrupted
	}

	static int value(Integer number) {
		return (number != null) ? number : 0;
	}

	static int sumBelow(int limit, Integer number, int summand) {
		if (value(number) >= limit) {
			throw new LimitReachedException();
		}
		return value(number) + summand;
	}

	/**
	 * A change's own failure.
	 */
	static final class LimitReachedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
