package io.polystore.atomic.integration.registry;

/**
 * Where a host stands still in an update, in the order of the update.
 */
enum FreezingStep {

	/** The registry has granted the lock, and nobody has heard it yet. */
	LOCK_GRANTED,

	IN_THE_CHANGE,

	TEMP_FORCED,

	BEFORE_THE_CHECK,

	/** The registry has said that the lock is held, and nobody has heard it yet. */
	CHECK_ANSWERED,

	BEFORE_THE_COMPARISON,

	/** The file is open that another host may replace meanwhile. */
	IN_THE_COMPARISON,

	BEFORE_THE_RENAME;

	/** Whether the file was read, and the last check is not over. */
	boolean isInTheUpdate() {
		return this != LOCK_GRANTED && this != BEFORE_THE_RENAME;
	}

}
