package io.polystore.atomic.bench.processes;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.bench.rival.LineProcess;

/**
 * Processes of one kind that count in one document. They live through all rounds, so that
 * their warm-up is behind them.
 */
final class Team implements Closeable {

	private final String name;

	private final List<LineProcess> processes = new ArrayList<>();

	private long acknowledged;

	Team(String name, List<String> command, int size) throws IOException {
		this.name = name;
		for (int i = 0; i < size; i++) {
			this.processes.add(LineProcess.start(command));
		}
	}

	/**
	 * Lets the first processes count, all at the same time.
	 */
	List<Answer> run(int processes, int threads, int milliseconds) throws IOException {
		List<LineProcess> players = this.processes.subList(0, processes);
		for (LineProcess player : players) {
			player.send(threads + " " + milliseconds);
		}
		List<Answer> answers = new ArrayList<>();
		for (LineProcess player : players) {
			answers.add(Answer.parse(player.answer()));
		}
		answers.forEach((answer) -> this.acknowledged += answer.updates().size());
		return answers;
	}

	void requireNoLostUpdate() throws IOException {
		long count = Long.parseLong(this.processes.get(0).ask("count"));
		if (count != this.acknowledged) {
			throw new IllegalStateException(
					"%s lost updates: %d acknowledged, %d counted".formatted(this.name, this.acknowledged, count));
		}
	}

	@Override
	public void close() throws IOException {
		for (LineProcess process : this.processes) {
			process.close();
		}
	}

}
