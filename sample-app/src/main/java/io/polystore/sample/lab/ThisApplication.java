package io.polystore.sample.lab;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * This process takes part, so that its own meters tell what goes on.
 */
final class ThisApplication extends Participant {

	private final Updater updater;

	ThisApplication(Load load, Updater updater, Runnable changed) {
		super("this application", load, changed);
		this.updater = updater;
	}

	/**
	 * Becomes ready.
	 * @param other another document to warm up with
	 */
	void prepare(Updater other) {
		new Thread(() -> warmUp(other), "lab-warm-up").start();
	}

	private void warmUp(Updater other) {
		try {
			WarmUp.run(other);
			becomeReady();
		}
		catch (IOException | ExecutionException | InterruptedException | RuntimeException ex) {
			end(ex);
		}
	}

	@Override
	long pid() {
		return ProcessHandle.current().pid();
	}

	@Override
	void begin() {
		move(WorkerState.STARTING, WorkerState.RUNNING);
		new Thread(this::work, "lab-application").start();
	}

	private void work() {
		try {
			load().run(this.updater, acknowledgements()::add);
			move(WorkerState.RUNNING, WorkerState.FINISHED);
			end(null);
		}
		catch (ExecutionException | InterruptedException | RuntimeException ex) {
			end(ex);
		}
	}

	@Override
	boolean kill() {
		return false;
	}

	/**
	 * Waits for the updates under way: they end within the time-out of a lock.
	 */
	@Override
	public void close() {
		load().stop();
		if (state() != WorkerState.STARTING) {
			ended().exceptionally((failure) -> null).join();
		}
	}

}
