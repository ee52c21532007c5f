package io.polystore.sample.lab;

/**
 * Names one update: the worker that does it, and its number there.
 *
 * @param worker the worker, such as {@code p1-t3}
 * @param sequence counts the updates of the worker, from 1
 */
record OperationId(String worker, long sequence) {

	static OperationId parse(String text) {
		int slash = text.lastIndexOf('/');
		return new OperationId(text.substring(0, slash), Long.parseLong(text.substring(slash + 1)));
	}

	@Override
	public String toString() {
		return this.worker + "/" + this.sequence;
	}

}
