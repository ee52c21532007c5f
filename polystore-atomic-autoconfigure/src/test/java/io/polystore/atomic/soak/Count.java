package io.polystore.atomic.soak;

/**
 * A number in a document of changing size.
 */
record Count(long value, String filler) {

	static Count zero() {
		return new Count(0, "");
	}

	Count next() {
		long next = this.value + 1;
		return new Count(next, "x".repeat((int) ((next % 50 == 0) ? 20_000 : next * 37 % 400)));
	}

}
