package io.polystore.atomic.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.bench.find.FindGroup;
import io.polystore.atomic.bench.growth.GrowthGroup;
import io.polystore.atomic.bench.locks.LocksGroup;
import io.polystore.atomic.bench.metrics.MetricsGroup;
import io.polystore.atomic.bench.processes.HostsGroup;
import io.polystore.atomic.bench.processes.ProcessesGroup;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Report;
import io.polystore.atomic.bench.threads.ThreadsGroup;
import io.polystore.atomic.bench.writes.WritesGroup;
import org.jspecify.annotations.Nullable;

/**
 * Runs all benchmarks and writes the report.
 */
public final class Benchmarks {

	/** What takes microseconds comes before what leaves the disk work for later. */
	private static final List<BenchmarkGroup> GROUPS = List.of(new LocksGroup(), new FindGroup(), new MetricsGroup(),
			new ThreadsGroup(), new ProcessesGroup(), new HostsGroup(), new WritesGroup(), new GrowthGroup());

	private Benchmarks() {
	}

	/**
	 * Runs what the system properties {@code bench.*} ask for.
	 */
	public static void main(String[] args) throws Exception {
		// One run at a time is the reader's business, not that of a lock in /tmp.
		System.setProperty("jmh.ignoreLock", "true");
		BenchSettings settings = BenchSettings.fromSystemProperties();
		settings.requireRealDisk();
		List<Figure> figures = new ArrayList<>();
		Exception failure = null;
		for (BenchmarkGroup group : selected(settings)) {
			try {
				figures.add(run(group, settings));
			}
			catch (Exception ex) {
				failure = failed(group, ex, failure);
				figures.add(Figure.failed(group.name(), ex));
			}
		}
		Path report = new Report(settings, figures).write();
		System.out.println("Report: " + report.toAbsolutePath().normalize());
		if (failure != null) {
			throw failure;
		}
	}

	private static Exception failed(BenchmarkGroup group, Exception ex, @Nullable Exception earlier) {
		System.out.printf("%s failed: %s%n", group.name(), ex);
		if (earlier == null) {
			return ex;
		}
		earlier.addSuppressed(ex);
		return earlier;
	}

	private static List<BenchmarkGroup> selected(BenchSettings settings) {
		List<String> names = GROUPS.stream().map(BenchmarkGroup::name).toList();
		if (!names.containsAll(settings.only())) {
			throw new IllegalArgumentException(
					"'bench.only' must name some of %s, not %s".formatted(names, settings.only()));
		}
		return GROUPS.stream()
			.filter((group) -> settings.only().isEmpty() || settings.only().contains(group.name()))
			.toList();
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
