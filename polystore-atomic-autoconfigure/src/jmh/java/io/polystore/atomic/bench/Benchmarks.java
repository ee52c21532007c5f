package io.polystore.atomic.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.bench.find.FindGroup;
import io.polystore.atomic.bench.growth.GrowthGroup;
import io.polystore.atomic.bench.locks.LocksGroup;
import io.polystore.atomic.bench.metrics.MetricsGroup;
import io.polystore.atomic.bench.processes.ProcessesGroup;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Report;
import io.polystore.atomic.bench.threads.ThreadsGroup;
import io.polystore.atomic.bench.writes.WritesGroup;

/**
 * Runs all benchmarks and writes the report.
 */
public final class Benchmarks {

	private static final List<BenchmarkGroup> GROUPS = List.of(new ThreadsGroup(), new ProcessesGroup(),
			new WritesGroup(), new LocksGroup(), new FindGroup(), new GrowthGroup(), new MetricsGroup());

	private Benchmarks() {
	}

	/**
	 * Runs what the system properties {@code bench.*} ask for.
	 */
	public static void main(String[] args) throws Exception {
		// One benchmark runs at a time, but several projects may on one machine.
		System.setProperty("jmh.ignoreLock", "true");
		BenchSettings settings = BenchSettings.fromSystemProperties();
		List<BenchmarkGroup> groups = selected(settings.only());
		List<Figure> figures = new ArrayList<>();
		for (BenchmarkGroup group : groups) {
			figures.add(run(group, settings));
		}
		Path report = new Report(settings, figures).write();
		System.out.println("Report: " + report.toAbsolutePath().normalize());
	}

	private static List<BenchmarkGroup> selected(String only) {
		List<BenchmarkGroup> groups = GROUPS.stream()
			.filter((group) -> only.isEmpty() || group.name().equals(only))
			.toList();
		if (groups.isEmpty()) {
			throw new IllegalArgumentException("'bench.only' must be one of %s, not '%s'"
				.formatted(GROUPS.stream().map(BenchmarkGroup::name).toList(), only));
		}
		return groups;
	}

	private static Figure run(BenchmarkGroup group, BenchSettings settings) throws Exception {
		System.out.printf("%s ...%n", group.name());
		long start = System.nanoTime();
		Path directory = settings.newDirectory(group.name());
		try {
			Figure figure = group.run(settings, directory);
			System.out.printf("%s: %d s%n%s%n", group.name(), Duration.ofNanos(System.nanoTime() - start).toSeconds(),
					figure.summary());
			return figure;
		}
		finally {
			Directories.delete(directory);
		}
	}

}
