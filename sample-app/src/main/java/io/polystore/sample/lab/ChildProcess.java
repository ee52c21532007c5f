package io.polystore.sample.lab;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Another JVM takes part.
 */
final class ChildProcess extends Participant {

	private final @Nullable File log;

	private final Process process;

	ChildProcess(String name, Load load, ProcessBuilder command, Runnable changed) throws IOException {
		super(name, load, changed);
		this.log = command.redirectError().file();
		this.process = command.start();
	}

	/**
	 * Listens to it until it ends.
	 */
	void listen() {
		new Thread(this::hearAll, "lab-" + name()).start();
	}

	private void hearAll() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.US_ASCII)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				hear(line);
			}
			end(new IOException("It ended too early, with the exit value %d: see '%s'".formatted(this.process.waitFor(),
					this.log)));
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			end(ex);
		}
	}

	private void hear(String line) {
		switch (line) {
			case WorkerMain.READY -> becomeReady();
			case WorkerMain.DONE -> move(WorkerState.RUNNING, WorkerState.FINISHED);
			default -> acknowledgements().add(OperationId.parse(line));
		}
	}

	@Override
	long pid() {
		return this.process.pid();
	}

	@Override
	void begin() {
		move(WorkerState.STARTING, WorkerState.RUNNING);
		try {
			this.process.getOutputStream().write('\n');
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			// it has ended: whoever listens to it finds out why
		}
	}

	@Override
	boolean kill() {
		boolean killed = move(WorkerState.RUNNING, WorkerState.KILLED);
		if (killed) {
			destroy();
		}
		return killed;
	}

	@Override
	public void close() {
		move(WorkerState.STARTING, WorkerState.KILLED);
		kill();
		destroy();
	}

	/**
	 * Not by the process itself: that would close its output, and what it has
	 * acknowledged and nobody has read yet would be lost.
	 */
	private void destroy() {
		this.process.toHandle().destroyForcibly();
	}

}
