package io.polystore.atomic.bench.find;

import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.BenchmarkGroup;
import io.polystore.atomic.bench.measure.Jmh;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.measure.Rounds;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Target;
import io.polystore.atomic.bench.report.Unit;

/**
 * Finding a document.
 */
public final class FindGroup implements BenchmarkGroup {

	private static final String OURS = "documents.find(name, type)";

	private static final String BARE = "Files.readAllBytes + JsonMapper.readValue";

	@Override
	public String name() {
		return "find";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		Recorder recorder = Rounds.interleave(settings.pairs(), List.of(Jmh.subject(OURS, FindBenchmark.class, "find"),
				Jmh.subject(BARE, FindBenchmark.class, "readAndParse")));
		Figure figure = new Figure("Finding a document", """
				JMH, one fork for each round. A document of 1 KiB, read by a mapper with the same settings. What the
				library adds is the check of the name, of the way to the file and of the size, and the version.
				""");
		figure.ratio(OURS + " / " + BARE, recorder.ratio(OURS, BARE), Target.atMost(1.2));
		figure.number(OURS, Unit.NANOSECONDS, recorder.samples(OURS));
		figure.number(BARE, Unit.NANOSECONDS, recorder.samples(BARE));
		return figure;
	}

}
