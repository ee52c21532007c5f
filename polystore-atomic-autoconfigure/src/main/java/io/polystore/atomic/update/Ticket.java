package io.polystore.atomic.update;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.Deadline;

/**
 * One caller of a pipeline.
 */
final class Ticket {

	private final UpdateSettings settings;

	private final WriteOptions writeOptions;

	private final LockOptions lockOptions;

	private final Deadline deadline;

	private final Semaphore turn = new Semaphore(0);

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

	void grant() {
		this.turn.release();
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
