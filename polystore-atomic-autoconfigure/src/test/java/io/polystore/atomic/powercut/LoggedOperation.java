package io.polystore.atomic.powercut;

/**
 * What a log tells of one operation.
 */
final class LoggedOperation {

	private final String log;

	private final String document;

	private final boolean deleting;

	private final long begun;

	private final long position;

	private boolean refused;

	private long ended = Long.MAX_VALUE;

	private long endPosition = Long.MAX_VALUE;

	private long counter;

	/**
	 * Creates an operation that was begun.
	 * @param log the log that tells of it
	 * @param document the document that it is about
	 * @param deleting whether it deletes that
	 * @param begun when it was begun, or a little before
	 * @param position the end of the line that tells so
	 */
	LoggedOperation(String log, String document, boolean deleting, long begun, long position) {
		this.log = log;
		this.document = document;
		this.deleting = deleting;
		this.begun = begun;
		this.position = position;
	}

	void end(boolean refused, long counter, long ended, long endPosition) {
		this.refused = refused;
		this.counter = counter;
		this.ended = ended;
		this.endPosition = endPosition;
	}

	String document() {
		return this.document;
	}

	boolean isDeleting() {
		return this.deleting;
	}

	long counter() {
		return this.counter;
	}

	/** When it had ended, or a little later; never, as far as is known. */
	long ended() {
		return this.ended;
	}

	boolean isBegunAfter(long time) {
		return this.begun > time;
	}

	long begun() {
		return this.begun;
	}

	/** Whether it may have had an effect by then. */
	boolean isPossible(LogPositions positions) {
		return !this.refused && this.position <= positions.of(this.log);
	}

	/** Whether its caller had been told by then that it was done. */
	boolean isAcknowledged(LogPositions positions) {
		return !this.refused && this.endPosition <= positions.of(this.log);
	}

}
