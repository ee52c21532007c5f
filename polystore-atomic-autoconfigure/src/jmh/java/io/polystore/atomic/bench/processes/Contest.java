package io.polystore.atomic.bench.processes;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.measure.Rounds;
import io.polystore.atomic.bench.measure.Samples;

/**
 * A number of processes of one team, with a number of threads each.
 *
 * @param label its name in tables
 * @param team the processes
 * @param processes how many of them count
 * @param threads how many threads each of them has
 */
record Contest(String label, Team team, int processes, int threads) {

	static final String TOTAL = ": total";

	static final String SLOWEST = ": slowest process";

	static final String FASTEST = ": fastest process";

	static final String MEDIAN_UPDATE = ": median update";

	static final String P99_UPDATE = ": p99 update";

	static final String LONGEST_UPDATE = ": longest update";

	/**
	 * Counts for a while and records what came out.
	 */
	void run(int milliseconds, Recorder recorder) throws IOException {
		List<Answer> answers = this.team.run(this.processes, this.threads, milliseconds);
		List<Double> rates = answers.stream().map(Answer::rate).toList();
		recorder.add(this.label + TOTAL, rates.stream().mapToDouble(Double::doubleValue).sum());
		recorder.add(this.label + SLOWEST, Collections.min(rates));
		recorder.add(this.label + FASTEST, Collections.max(rates));
		Samples updates = new Samples(answers.stream().flatMap((answer) -> answer.updates().stream()).toList());
		recorder.add(this.label + MEDIAN_UPDATE, updates.median());
		recorder.add(this.label + P99_UPDATE, updates.quantile(0.99));
		recorder.add(this.label + LONGEST_UPDATE, updates.quantile(1));
	}

	/**
	 * Measures contests in turn, after rounds that do not count.
	 */
	static Recorder measure(BenchSettings settings, List<Contest> contests) throws IOException {
		int milliseconds = settings.either(3000, 600);
		rounds(Rounds.WARM_UP_ROUNDS, contests, milliseconds);
		return rounds(settings.rounds(), contests, milliseconds);
	}

	private static Recorder rounds(int rounds, List<Contest> contests, int milliseconds) throws IOException {
		Recorder recorder = new Recorder();
		for (int round = 0; round < rounds; round++) {
			for (Contest contest : contests) {
				contest.run(milliseconds, recorder);
			}
		}
		return recorder;
	}

}
