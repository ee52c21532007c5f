package io.polystore.sample.lab;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A process that takes part, which is this one or another.
 */
abstract class Participant implements AutoCloseable {

	private final String name;

	private final Load load;

	private final Runnable changed;

	private final Acknowledgements acknowledgements = new Acknowledgements();

	private final CompletableFuture<Void> ready = new CompletableFuture<>();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private volatile WorkerState state = WorkerState.STARTING;

	Participant(String name, Load load, Runnable changed) {
		this.name = name;
		this.load = load;
		this.changed = changed;
	}

	String name() {
		return this.name;
	}

	Load load() {
		return this.load;
	}

	Acknowledgements acknowledgements() {
		return this.acknowledgements;
	}

	WorkerState state() {
		return this.state;
	}

	/**
	 * Returns what is completed when it may begin.
	 */
	CompletableFuture<Void> ready() {
		return this.ready;
	}

	/**
	 * Returns what is completed when all is known that it did, and fails if it failed.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	abstract long pid();

	/**
	 * Begins to work; does not wait for its end.
	 */
	abstract void begin();

	/**
	 * Ends it at once, if it works and can be ended.
	 * @return whether it is ended by this
	 */
	abstract boolean kill();

	@Override
	public abstract void close();

	void becomeReady() {
		this.ready.complete(null);
	}

	/**
	 * Is called last, when nothing more will be heard of it.
	 * @param failure why it ended, unless that was in order
	 */
	void end(@Nullable Exception failure) {
		if (failure != null
				&& (move(WorkerState.STARTING, WorkerState.FAILED) || move(WorkerState.RUNNING, WorkerState.FAILED))) {
			LabException told = new LabException("%s failed; the log tells more".formatted(this.name), failure);
			this.ready.completeExceptionally(told);
			this.ended.completeExceptionally(told);
		}
		this.ready.complete(null);
		this.ended.complete(null);
	}

	/**
	 * Goes from one state to the next, unless it is elsewhere already.
	 * @return whether it was in the first state
	 */
	boolean move(WorkerState from, WorkerState to) {
		boolean moved = swap(from, to);
		if (moved) {
			this.changed.run();
		}
		return moved;
	}

	private synchronized boolean swap(WorkerState from, WorkerState to) {
		if (this.state != from) {
			return false;
		}
		this.state = to;
		return true;
	}

}
