package io.polystore.atomic.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.polystore.atomic.bench.BenchSettings;

/**
 * Writes all figures, as a page with tables and as charts.
 */
public final class Report {

	private static final String HEAD = """
			# Benchmarks

			Every table comes from one run of

			```
			mvn -q -Pbench test -pl polystore-atomic-autoconfigure
			```

			%s
			All rivals of a table did the same work in the same run, in turn: A B C A B C. A ratio is
			taken within one round, and its median over all rounds is what a target applies to; the
			quartiles tell the spread. What is faster than something else is so on this machine; the
			ratios travel better than the numbers.

			%d of %d targets are met.

			""";

	private final BenchSettings settings;

	private final List<Figure> figures;

	/**
	 * Creates a report.
	 */
	public Report(BenchSettings settings, List<Figure> figures) {
		this.settings = settings;
		this.figures = List.copyOf(figures);
	}

	/**
	 * Writes it, and returns its page.
	 */
	public Path write() throws IOException {
		Path output = this.settings.output();
		Files.createDirectories(output);
		for (Figure figure : this.figures) {
			for (Chart chart : figure.charts()) {
				chart.write(output, this.settings.report());
			}
		}
		return Files.writeString(output.resolve(this.settings.report() + ".md"), page());
	}

	private String page() throws IOException {
		String machine = Machine.describe(this.settings.directory());
		return HEAD.formatted(machine, sum(Figure::targetsMet), sum(Figure::targets)) + this.figures.stream()
			.map((figure) -> figure.toMarkdown(this.settings.report()))
			.collect(Collectors.joining("\n"));
	}

	private long sum(ToLongFunction<Figure> count) {
		return this.figures.stream().mapToLong(count).sum();
	}

}
