package io.polystore.atomic.mutation;

/**
 * A way of breaking the product.
 */
enum Operator {

	/** Leaves out a force of a file or a directory. */
	SKIP_FORCE,

	/** Leaves out a {@code throw}, or an error that is added to another. */
	SWALLOW_ERROR,

	/** Leaves out a close, a release, an unlock, a deletion, a signal. */
	DROP_CLEANUP,

	/** Leaves out any other call or assignment. */
	DROP_STEP,

	/** Swaps two neighbouring statements. */
	REORDER,

	/** Names another outcome, or says yes for no. */
	WRONG_OUTCOME,

	/** Does what a condition forbids. */
	NEGATE_CONDITION

}
