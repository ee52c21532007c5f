package io.polystore.atomic.update;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;

/**
 * Notes what a listener is told of updates.
 */
final class UpdateEvents implements AtomicFileListener {

	private final List<Integer> batches = new CopyOnWriteArrayList<>();

	private final List<UpdateOutcome> outcomes = new CopyOnWriteArrayList<>();

	private final List<WriteOutcome> writes = new CopyOnWriteArrayList<>();

	private final List<LockOutcome> waits = new CopyOnWriteArrayList<>();

	private final AtomicInteger retries = new AtomicInteger();

	private final AtomicInteger held = new AtomicInteger();

	private final AtomicInteger holds = new AtomicInteger();

	/** The sizes of the batches. */
	List<Integer> batches() {
		return this.batches;
	}

	List<UpdateOutcome> outcomes() {
		return this.outcomes;
	}

	List<WriteOutcome> writes() {
		return this.writes;
	}

	List<LockOutcome> waits() {
		return this.waits;
	}

	int retries() {
		return this.retries.get();
	}

	/** How many locks are held now. */
	int held() {
		return this.held.get();
	}

	/** How often a lock was taken. */
	int holds() {
		return this.holds.get();
	}

	@Override
	public void batchStarted(Path file, int updates) {
		this.batches.add(updates);
	}

	@Override
	public void updated(Path file, UpdateOutcome outcome, Duration took) {
		this.outcomes.add(outcome);
	}

	@Override
	public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
			Duration took) {
		this.writes.add(outcome);
	}

	@Override
	public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
		this.waits.add(outcome);
	}

	@Override
	public void retried(Path file, Throwable failure) {
		this.retries.incrementAndGet();
	}

	@Override
	public void lockHeld(Path lockFile) {
		this.held.incrementAndGet();
		this.holds.incrementAndGet();
	}

	@Override
	public void lockReleased(Path lockFile, Duration duration) {
		this.held.decrementAndGet();
	}

}
