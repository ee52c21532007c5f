package io.polystore.atomic.update;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.lock.JvmLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may run, what was written and what is to be written of one file.
 * <p>
 * Not thread-safe: guarded by its pipeline's mutex.
 */
final class PipelineState {

	private final Path file;

	private final JvmLock lock;

	private final Set<Ticket> queue = new LinkedHashSet<>();

	/** Whose turn it is to lock, read and change. */
	private @Nullable Ticket running;

	/** Whose turn it has become, and who must be told. */
	private @Nullable Ticket granted;

	/** The lock between processes, while it is held. */
	private @Nullable Hold hold;

	/** The result of the last change; known only while the lock is held. */
	private @Nullable Head head;

	private Basis basis = new Basis();

	/** The changes that ran since the last replace began. */
	private @Nullable Batch open;

	private @Nullable Batch writing;

	/** How many updates the last replace served. */
	private int lastBatch;

	private @Nullable Instant lastWritten;

	/** How durable the last replace under this lock was. */
	private @Nullable Durability standing;

	PipelineState(Path file, JvmLock lock) {
		this.file = file;
		this.lock = lock;
	}

	void enqueue(Ticket ticket) {
		this.queue.add(ticket);
		advance();
	}

	/**
	 * Returns {@code false} if the ticket has got its turn already.
	 */
	boolean withdraw(Ticket ticket) {
		return this.queue.remove(ticket);
	}

	boolean isHeld() {
		return this.hold != null;
	}

	Hold held(Hold hold) {
		this.hold = hold;
		return hold;
	}

	@Nullable Head head() {
		return this.head;
	}

	Head read(byte @Nullable [] content) {
		this.head = new Head(content, this.basis);
		return this.head;
	}

	/**
	 * Takes up what a change did, if what it saw still stands, and ends the turn.
	 */
	TurnEnd endTurn(Ticket ticket, Head seen, ChangeRun run) {
		AtomicWriteException lost = seen.basis().loss(this.file);
		Batch mine = (lost == null) ? settle(ticket, seen, run) : null;
		return new TurnEnd(run, mine, endTurn(), lost);
	}

	private @Nullable Batch settle(Ticket ticket, Head seen, ChangeRun run) {
		if (run.hasChanged()) {
			read(run.content());
			Batch batch = openFor(ticket);
			batch.add(ticket, run.content());
			return batch;
		}
		if (isWeaker(ticket.writeOptions().durability())) {
			// What it saw is written once more, in the way that its caller relies on.
			Batch batch = openFor(ticket);
			batch.addUnchanged(ticket, seen.content());
			return batch;
		}
		return (this.open != null) ? this.open : this.writing;
	}

	private Batch openFor(Ticket ticket) {
		Batch batch = (this.open != null) ? this.open : new Batch(ticket);
		this.open = batch;
		return batch;
	}

	/**
	 * Whether the present state is, or is about to be, less durable than that.
	 */
	private boolean isWeaker(Durability durability) {
		Durability present = this.standing;
		if (this.open != null) {
			present = this.open.durability();
		}
		else if (this.writing != null) {
			present = this.writing.durability();
		}
		else if (durability == Durability.FULL && Doubts.isRaised(this.file)) {
			return true;
		}
		return present != null && !present.isAtLeast(durability);
	}

	/**
	 * Ends the turn.
	 * @return a batch to be written now, if the disk is idle and there is one
	 */
	@Nullable Batch endTurn() {
		this.running = null;
		if (this.hold != null) {
			this.lock.ownedBy(null);
		}
		Batch next = (this.writing == null) ? nextToWrite() : null;
		advance();
		return next;
	}

	private @Nullable Batch nextToWrite() {
		this.writing = this.open;
		this.open = null;
		return this.writing;
	}

	/**
	 * Notes the outcome of what was written.
	 * @return what is to be written next, if there is something
	 */
	@Nullable Batch written(@Nullable AtomicWriteException failure) {
		if (failure == null) {
			succeeded(Objects.requireNonNull(this.writing));
		}
		else if (failure.outcome() == Outcome.NOT_COMMITTED) {
			loseAllSince(failure);
		}
		else {
			Doubts.raise(this.file);
		}
		Batch next = nextToWrite();
		advance();
		return next;
	}

	private void succeeded(Batch batch) {
		this.standing = batch.durability();
		this.lastBatch = batch.updates();
		this.lastWritten = Instant.now();
		if (batch.durability() == Durability.FULL) {
			Doubts.settle(this.file);
		}
	}

	private void loseAllSince(AtomicWriteException failure) {
		this.basis.lose(failure);
		this.basis = new Basis();
		this.head = null;
		Objects.requireNonNull(this.hold).expire();
		if (this.open != null) {
			this.open.complete(Basis.loss(this.file, failure));
			this.open = null;
		}
	}

	/**
	 * Gives up the lock when it is time, and lets the next caller run its change. While
	 * it is time but something is still to be written, nobody is let in.
	 */
	private void advance() {
		boolean over = this.hold != null && this.hold.isOver();
		boolean idle = this.running == null && this.open == null && this.writing == null;
		if (this.hold != null && idle && (over || this.queue.isEmpty())) {
			giveUpLock(this.hold);
			over = false;
		}
		if (this.running == null && !over && !this.queue.isEmpty()) {
			Iterator<Ticket> first = this.queue.iterator();
			this.running = first.next();
			first.remove();
			this.running.grant(this.head);
			this.granted = this.running;
		}
	}

	PipelineStatus status() {
		return new PipelineStatus(this.file, this.queue.size(), this.running != null, this.lastBatch, this.lastWritten);
	}

	/**
	 * Returns whose turn it has become since the last call.
	 */
	@Nullable Ticket takeGranted() {
		Ticket taken = this.granted;
		this.granted = null;
		return taken;
	}

	private void giveUpLock(Hold ended) {
		this.hold = null;
		this.head = null;
		this.standing = null;
		this.lock.release();
		ended.end();
	}

	/**
	 * A content that a change may see.
	 *
	 * @param content the content, or {@code null} if there is no file
	 * @param basis the line of states that it belongs to
	 */
	record Head(byte @Nullable [] content, Basis basis) {

	}

	/**
	 * What follows from a turn.
	 *
	 * @param run what the change did
	 * @param mine the batch whose outcome the caller must wait for, if there is one
	 * @param next a batch to be written now, if there is one
	 * @param lost the failure of the caller, if what its change saw is lost
	 */
	record TurnEnd(ChangeRun run, @Nullable Batch mine, @Nullable Batch next, @Nullable AtomicWriteException lost) {

	}

}
