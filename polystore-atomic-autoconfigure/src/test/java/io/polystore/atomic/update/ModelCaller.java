package io.polystore.atomic.update;

import java.util.Objects;

import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.update.Request.Kind;

/**
 * One caller, as the {@link PipelineModel} knows it.
 */
final class ModelCaller {

	private final Request request;

	private State state = State.QUEUED;

	private String seen;

	/** Of the states that its change was based on. */
	private ModelLine line;

	private boolean interrupted;

	private String answer;

	ModelCaller(Request request) {
		this.request = request;
	}

	Request request() {
		return this.request;
	}

	State state() {
		return this.state;
	}

	String seen() {
		return this.seen;
	}

	ModelLine line() {
		return this.line;
	}

	/** What it is told in the end. */
	String answer() {
		return this.answer;
	}

	void run(String seen, ModelLine line) {
		this.seen = seen;
		this.line = line;
		this.state = this.request.stops() ? State.RUNNING : State.WAITING;
	}

	void resume() {
		this.state = State.WAITING;
	}

	boolean hasFailed() {
		return this.request.kind() == Kind.FAIL;
	}

	String result() {
		return hasFailed() ? this.seen : this.request.applyTo(this.seen);
	}

	boolean hasChanged() {
		return !Objects.equals(result(), this.seen);
	}

	void succeed() {
		answer(hasFailed() ? "own failure" : "told " + result());
	}

	void fail(Outcome outcome) {
		answer(outcome + (hasFailed() ? " and own failure" : ""));
	}

	void interrupt() {
		this.interrupted = true;
		if (this.state == State.QUEUED) {
			answer("not locked");
		}
	}

	private void answer(String answer) {
		this.state = State.ANSWERED;
		this.answer = answer + (this.interrupted ? ", interrupted" : "");
	}

	@Override
	public String toString() {
		return this.request + ": " + ((this.answer != null) ? this.answer : this.state);
	}

	/**
	 * How far a caller is.
	 */
	enum State {

		/** Waits for its turn. */
		QUEUED,
		/** Is in the middle of its change. */
		RUNNING,
		/** Waits for the disk. */
		WAITING,
		/** Has returned. */
		ANSWERED

	}

}
