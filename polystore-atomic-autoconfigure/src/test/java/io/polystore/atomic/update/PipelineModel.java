package io.polystore.atomic.update;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.polystore.atomic.AtomicFileListener.WriteOutcome;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.update.ModelCaller.State;

/**
 * The contract of the pipeline, in a world of one thread that does nothing by itself.
 */
final class PipelineModel {

	private final List<ModelCaller> callers = new ArrayList<>();

	private final Deque<ModelCaller> queue = new ArrayDeque<>();

	private final List<String> writes = new ArrayList<>();

	/** What is in the file, {@code null} for no file. */
	private String disk;

	/** Whether that may not survive a power cut, although it should. */
	private boolean doubtful;

	/** How durable the last replace under this lock was. */
	private Durability standing;

	/** The result of the last change. */
	private String head;

	private ModelLine line = new ModelLine();

	/** Who is in the middle of its change. */
	private ModelCaller running;

	/** What will be written when the disk is idle. */
	private ModelBatch open;

	private ModelBatch writing;

	private boolean renamed;

	List<ModelCaller> callers() {
		return this.callers;
	}

	/** Who has not returned. */
	List<ModelCaller> present() {
		return this.callers.stream().filter((caller) -> caller.state() != State.ANSWERED).toList();
	}

	List<String> writes() {
		return this.writes;
	}

	String disk() {
		return this.disk;
	}

	ModelCaller running() {
		return this.running;
	}

	boolean isRunning() {
		return this.running != null;
	}

	boolean isWriting() {
		return this.writing != null;
	}

	/** Whether a replace waits for the force of the directory. */
	boolean isRenamed() {
		return this.renamed;
	}

	/** From the first change to the last force. */
	boolean isLocked() {
		return isRunning() || isWriting();
	}

	/** Only what there is can fail: no file need not be deleted. */
	boolean canFailBeforeRename() {
		return isWriting() && !this.renamed && (this.writing.content() != null || this.disk != null);
	}

	/** Only {@code FULL} does anything behind the rename. */
	boolean canFailBehindRename() {
		return isWriting() && this.writing.durability() == Durability.FULL;
	}

	boolean canStopBehindRename() {
		return canFailBehindRename() && !this.renamed;
	}

	void start(Request request) {
		ModelCaller caller = new ModelCaller(request);
		this.callers.add(caller);
		this.queue.add(caller);
		runQueue();
	}

	/** One change after another, each on the result of the one before. */
	private void runQueue() {
		while (this.running == null && !this.queue.isEmpty()) {
			ModelCaller caller = this.queue.remove();
			caller.run(this.head, this.line);
			if (caller.state() == State.RUNNING) {
				this.running = caller;
			}
			else {
				endTurn(caller);
			}
		}
	}

	void resume() {
		ModelCaller caller = this.running;
		this.running = null;
		caller.resume();
		endTurn(caller);
		runQueue();
	}

	private void endTurn(ModelCaller caller) {
		settle(caller);
		if (!isWriting()) {
			writeNext();
			if (!isWriting() && (this.queue.isEmpty() || caller.line().isLost())) {
				unlock();
			}
		}
	}

	private void settle(ModelCaller caller) {
		if (caller.line().isLost()) {
			caller.fail(Outcome.NOT_COMMITTED);
		}
		else if (caller.hasChanged()) {
			this.head = caller.result();
			open().add(caller, this.head);
		}
		else if (isTooWeak(caller.request().durability())) {
			open().add(caller, caller.seen());
		}
		else {
			tellWhenWritten(caller);
		}
	}

	private ModelBatch open() {
		if (this.open == null) {
			this.open = new ModelBatch();
		}
		return this.open;
	}

	/** Nobody is told anything seen in a state that may still be lost. */
	private void tellWhenWritten(ModelCaller caller) {
		if (this.open != null) {
			this.open.join(caller);
		}
		else if (this.writing != null) {
			this.writing.join(caller);
		}
		else {
			caller.succeed();
		}
	}

	/** Then what it saw is written once more, in the way that it relies on. */
	private boolean isTooWeak(Durability durability) {
		if (this.open != null) {
			return !this.open.durability().isAtLeast(durability);
		}
		if (this.writing != null) {
			return !this.writing.durability().isAtLeast(durability);
		}
		return (this.doubtful && durability == Durability.FULL)
				|| (this.standing != null && !this.standing.isAtLeast(durability));
	}

	/** Lets a {@code FULL} replace be seen, but not end. */
	void rename() {
		this.renamed = true;
		this.disk = this.writing.content();
	}

	void succeed() {
		this.disk = this.writing.content();
		this.standing = this.writing.durability();
		this.doubtful = this.doubtful && this.standing != Durability.FULL;
		this.writing.waiting().forEach(ModelCaller::succeed);
		ended(WriteOutcome.SUCCESS);
	}

	/** Fails the batch and all whose change ran, or still runs, on its result. */
	void failBeforeRename() {
		this.line.lose();
		this.line = new ModelLine();
		this.head = this.disk;
		fail(this.writing, Outcome.NOT_COMMITTED);
		fail(open(), Outcome.NOT_COMMITTED);
		this.open = null;
		ended(WriteOutcome.NOT_COMMITTED);
	}

	/** Fails the batch only. */
	void failBehindRename() {
		this.disk = this.writing.content();
		this.doubtful = true;
		fail(this.writing, Outcome.COMMITTED_DURABILITY_UNKNOWN);
		ended(WriteOutcome.COMMITTED_DURABILITY_UNKNOWN);
	}

	private static void fail(ModelBatch batch, Outcome outcome) {
		batch.waiting().forEach((caller) -> caller.fail(outcome));
	}

	private void ended(WriteOutcome outcome) {
		this.writes.add(this.writing + ": " + outcome);
		writeNext();
		if (!isLocked()) {
			unlock();
		}
	}

	private void writeNext() {
		this.writing = this.open;
		this.open = null;
		this.renamed = false;
	}

	private void unlock() {
		this.standing = null;
	}

	/** Counts until the own change starts, and breaks nobody. */
	void interrupt(ModelCaller caller) {
		this.queue.remove(caller);
		caller.interrupt();
	}

	@Override
	public String toString() {
		return "file " + this.disk + ", writing " + this.writing + ", next " + this.open + ", callers " + this.callers;
	}

}
