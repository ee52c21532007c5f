package io.polystore.atomic.powercut;

/**
 * What is to be said of a document after a cut.
 */
enum Verdict {

	RIGHT,

	/** It is cut off, or mixed. */
	TORN,

	/** Something older stands there than what was acknowledged, or nothing. */
	LOST,

	/** It was deleted, and that was acknowledged. */
	RESURRECTED,

	/** Nobody has written that. */
	UNKNOWN

}
