package io.polystore.atomic.update;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.Deadline;
import io.polystore.atomic.update.PipelineState.Head;
import org.jspecify.annotations.Nullable;

/**
 * One caller of a pipeline.
 */
final class Ticket {

	private final UpdateSettings settings;

	private final WriteOptions writeOptions;

	private final LockOptions lockOptions;

	private final Deadline deadline;

	private final Semaphore turn = new Semaphore(0);

	/** Published by the turn, or by the mutex to who stopped waiting for it. */
	private @Nullable Head granted;

	private UpdateOutcome outcome = UpdateOutcome.NOT_LOCKED;

	Ticket(UpdateSettings settings, WriteOptions writeOptions, LockOptions lockOptions) {
		this.settings = settings;
		this.writeOptions = writeOptions;
		this.lockOptions = lockOptions;
		this.deadline = Deadline.after(lockOptions.timeout());
	}

	UpdateSettings settings() {
		return this.settings;
	}

	WriteOptions writeOptions() {
		return this.writeOptions;
	}

	LockOptions lockOptions() {
		return this.lockOptions;
	}

	Deadline deadline() {
		return this.deadline;
	}

	/**
	 * Gives it its turn; {@link #wake()} must follow.
	 * @param head what there is to change, {@code null} if the file is not locked or not
	 * read yet
	 */
	void grant(@Nullable Head head) {
		this.granted = head;
	}

	void wake() {
		this.turn.release();
	}

	@Nullable Head granted() {
		return this.granted;
	}

	/**
	 * Returns whether the turn came before the deadline.
	 */
	boolean awaitTurn() throws InterruptedException {
		return this.turn.tryAcquire(this.deadline.remainingNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Notes how the update would end if it ended now.
	 */
	void reached(UpdateOutcome outcome) {
		this.outcome = outcome;
	}

	UpdateOutcome outcome() {
		return this.outcome;
	}

}
