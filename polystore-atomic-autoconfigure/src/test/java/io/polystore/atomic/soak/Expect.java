package io.polystore.atomic.soak;

/**
 * Says what was not as it must be.
 */
final class Expect {

	private Expect() {
	}

	static void that(boolean condition, String what, Object found) {
		if (!condition) {
			throw new AssertionError(what + ", but: " + found, (found instanceof Throwable thrown) ? thrown : null);
		}
	}

	/** Fails unless exactly this kind of failure comes. */
	static void refusal(Class<? extends Exception> kind, Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			if (kind.isInstance(ex)) {
				return;
			}
			throw ex;
		}
		throw new AssertionError("no " + kind.getSimpleName());
	}

}
