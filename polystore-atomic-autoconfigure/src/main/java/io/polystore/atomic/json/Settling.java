package io.polystore.atomic.json;

import java.time.Duration;

/**
 * A version of a document that nobody was told of yet, since its file might be only half
 * written: two looks must find the same.
 *
 * @param version what the last look found
 * @param since when it was first found, by {@link System#nanoTime()}
 * @param heldSince since when something is not told
 */
record Settling(Version version, long since, long heldSince) {

	/** Time between two looks. */
	static final Duration PAUSE = Duration.ofMillis(50);

	/** After this time whatever is whole is told, though it changes all the time. */
	static final Duration LONGEST_FOR_WHOLE = Duration.ofSeconds(1);

	/** After this time without a change also what is no JSON is told. */
	static final Duration LONGEST_FOR_BROKEN = Duration.ofSeconds(2);

	static Settling first(Version version, long now) {
		return new Settling(version, now, now);
	}

	Settling next(Version found, long now) {
		return this.version.equals(found) ? this : new Settling(found, now, this.heldSince);
	}

	boolean isSettled(boolean whole, long now) {
		if (!whole) {
			return now - this.since >= LONGEST_FOR_BROKEN.toNanos();
		}
		return now - this.since >= PAUSE.toNanos() || now - this.heldSince >= LONGEST_FOR_WHOLE.toNanos();
	}

}
