package io.polystore.atomic.model;

import io.polystore.atomic.test.Suite;

/**
 * Where the generated cases begin: the same ones in every build, others in each long
 * form. {@code -Dpolystore.atomic.test.seed=} repeats it.
 */
public final class Seed {

	public static final long VALUE = Long.getLong("polystore.atomic.test.seed",
			Suite.isLong() ? System.currentTimeMillis() : 1);

	private Seed() {
	}

}
