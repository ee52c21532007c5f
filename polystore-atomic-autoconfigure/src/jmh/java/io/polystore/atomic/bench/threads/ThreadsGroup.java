package io.polystore.atomic.bench.threads;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.BenchmarkGroup;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.measure.Rounds;
import io.polystore.atomic.bench.measure.Subject;
import io.polystore.atomic.bench.report.Chart;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Target;
import io.polystore.atomic.bench.report.Unit;
import io.polystore.atomic.bench.rival.Rival;

/**
 * Durable increments of one document by the threads of one JVM.
 */
public final class ThreadsGroup implements BenchmarkGroup {

	private static final List<Integer> THREADS = List.of(1, 4, 16, 64, 256);

	private static final Rival OURS = Rival.POLYSTORE_ATOMIC;

	@Override
	public String name() {
		return "threads";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		Map<Rival, Contestant> contestants = contestants(directory);
		try {
			Figure figure = measure(settings, contestants);
			for (Contestant contestant : contestants.values()) {
				contestant.requireNoLostUpdate();
			}
			return figure;
		}
		finally {
			for (Contestant contestant : contestants.values()) {
				contestant.close();
			}
		}
	}

	private static Map<Rival, Contestant> contestants(Path directory) throws IOException {
		Map<Rival, Contestant> contestants = new EnumMap<>(Rival.class);
		for (Rival rival : Rival.values()) {
			contestants.put(rival, new Contestant(rival, directory));
		}
		return contestants;
	}

	private static Figure measure(BenchSettings settings, Map<Rival, Contestant> contestants) throws Exception {
		Duration duration = Duration.ofMillis(settings.either(1000, 200));
		Recorder all = Rounds.warmAndInterleave(settings.rounds(), everybody(contestants, duration));
		Recorder alone = Rounds.interleave(settings.pairs(), List.of(contestants.get(OURS).with(1, duration),
				contestants.get(Rival.HAND_WRITTEN).with(1, duration)));
		Recorder many = Rounds.interleave(settings.pairs(),
				List.of(contestants.get(OURS).with(64, duration), contestants.get(OURS).with(256, duration)));
		return figure(all, alone, many);
	}

	private static List<Subject> everybody(Map<Rival, Contestant> contestants, Duration duration) {
		List<Subject> subjects = new ArrayList<>();
		for (int threads : THREADS) {
			contestants.values().forEach((contestant) -> subjects.add(contestant.with(threads, duration)));
		}
		return subjects;
	}

	private static Figure figure(Recorder all, Recorder alone, Recorder many) {
		Figure figure = new Figure("One document, many threads", """
				Durable increments of a document of 1 KiB by the threads of one JVM, updates per second. SQLite: WAL,
				synchronous=FULL, one transaction for each update, one connection under a mutex, which is the fastest
				way to use it; it neither reads nor parses the document. JGit does not force the directory. No update
				was lost.
				""");
		figure.ratio("1 thread: polystore-atomic / hand-written Java", alone.ratio(ours(1), hand(1)),
				Target.atLeast(1));
		figure.ratio("64 threads: polystore-atomic / hand-written Java", all.ratio(ours(64), hand(64)),
				Target.atLeast(15));
		figure.ratio("64 threads: polystore-atomic / SQLite", all.ratio(ours(64), Contestant.series(Rival.SQLITE, 64)),
				Target.atLeast(6));
		figure.ratio("64 threads: polystore-atomic / JGit LockFile",
				all.ratio(ours(64), Contestant.series(Rival.JGIT, 64)), Target.none());
		figure.ratio("polystore-atomic: 256 threads / 64 threads", many.ratio(ours(256), ours(64)),
				Target.atLeast(0.95));
		all.names().forEach((name) -> figure.number(name, Unit.PER_SECOND, all.samples(name)));
		figure.chart(chart(all));
		return figure;
	}

	private static Chart chart(Recorder all) {
		Chart chart = new Chart("threads", Chart.Style.LINES, "Durable updates of one document", "updates per second",
				"threads", THREADS.stream().map((threads) -> Integer.toString(threads)).toList());
		for (Rival rival : Rival.values()) {
			chart.add(rival.label(),
					THREADS.stream().map((threads) -> all.samples(Contestant.series(rival, threads))).toList(), 1);
		}
		return chart;
	}

	private static String ours(int threads) {
		return Contestant.series(OURS, threads);
	}

	private static String hand(int threads) {
		return Contestant.series(Rival.HAND_WRITTEN, threads);
	}

}
