package io.polystore.atomic.bench.writes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.polystore.atomic.bench.BenchSettings;
import io.polystore.atomic.bench.BenchmarkGroup;
import io.polystore.atomic.bench.measure.Jmh;
import io.polystore.atomic.bench.measure.Recorder;
import io.polystore.atomic.bench.measure.Rounds;
import io.polystore.atomic.bench.measure.Samples;
import io.polystore.atomic.bench.measure.Subject;
import io.polystore.atomic.bench.report.Chart;
import io.polystore.atomic.bench.report.Figure;
import io.polystore.atomic.bench.report.Target;
import io.polystore.atomic.bench.report.Unit;
import io.polystore.atomic.bench.rival.CProgram;
import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * One write of a file, durable and not, by size.
 */
public final class WritesGroup implements BenchmarkGroup {

	private static final List<WriteSize> SIZES = List.of(WriteSize.SMALL, WriteSize.MEDIUM, WriteSize.LARGE,
			WriteSize.HUGE);

	private static final String JMH_OURS = "polystore-atomic, not durable, 4 KiB (JMH)";

	private static final String JMH_PLAIN = "Files.write, not atomic, 4 KiB (JMH)";

	@Override
	public String name() {
		return "writes";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		Optional<CProgram> program = CProgram.start(directory.resolve("c"));
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			Figure figure = measure(settings, new Writers(files, program.orElse(null), directory.resolve("document")));
			if (program.isEmpty()) {
				figure.note("**Skipped:** the program in C, for there is no gcc.");
			}
			return figure;
		}
		finally {
			if (program.isPresent()) {
				program.get().close();
			}
		}
	}

	private static Figure measure(BenchSettings settings, Writers writers) throws Exception {
		Figure figure = new Figure("One write", """
				`template.write` of a whole file that exists: temporary file, content, rename; durable: with a force of
				file and directory. C: the same system calls. Files.write overwrites in place: it is neither atomic nor
				durable. A round is the median of several writes (25 durable ones of 4 KiB, 1 of 64 MiB).
				""");
		List<Recorder> durable = new ArrayList<>();
		List<Recorder> notDurable = new ArrayList<>();
		for (WriteSize size : SIZES) {
			durable.add(Rounds.warmAndInterleave(settings.pairs(), writers.durable(size)));
			notDurable.add(Rounds.warmAndInterleave(settings.pairs(), writers.notDurable(size)));
		}
		compareWithC(figure, Writers.DURABLE, durable.get(0), Target.atMost(1.25));
		compareWithC(figure, Writers.NOT_DURABLE, notDurable.get(0), Target.none());
		compareSmall(settings, figure);
		comparePlain(figure, WriteSize.LARGE, notDurable.get(2));
		comparePlain(figure, WriteSize.HUGE, notDurable.get(3));
		durable.forEach((recorder) -> addNumbers(figure, recorder));
		notDurable.forEach((recorder) -> addNumbers(figure, recorder));
		figure.chart(chart(durable, notDurable));
		return figure;
	}

	private static void compareWithC(Figure figure, String durability, Recorder recorder, Target target) {
		String kind = durability + WriteSize.SMALL.label();
		if (recorder.has(Writers.C + kind)) {
			figure.ratio(kind + ": polystore-atomic / C", recorder.ratio(Writers.OURS + kind, Writers.C + kind),
					target);
		}
	}

	private static void compareSmall(BenchSettings settings, Figure figure) throws Exception {
		List<Subject> subjects = List.of(Jmh.subject(JMH_OURS, WriteBenchmark.class, "atomic"),
				Jmh.subject(JMH_PLAIN, WriteBenchmark.class, "plain"));
		Recorder recorder = Rounds.interleave(settings.pairs(), subjects);
		figure.ratio("not durable, 4 KiB (JMH): polystore-atomic / Files.write", recorder.ratio(JMH_OURS, JMH_PLAIN),
				Target.atMost(1.15));
		addNumbers(figure, recorder);
	}

	private static void comparePlain(Figure figure, WriteSize size, Recorder recorder) {
		String ours = Writers.OURS + Writers.NOT_DURABLE + size.label();
		figure.ratio("not durable, " + size.label() + ": polystore-atomic / Files.write",
				recorder.ratio(ours, Writers.PLAIN + size.label()), Target.atMost(1.05));
	}

	private static void addNumbers(Figure figure, Recorder recorder) {
		recorder.names().forEach((name) -> figure.number(name, Unit.NANOSECONDS, recorder.samples(name)));
	}

	private static Chart chart(List<Recorder> durable, List<Recorder> notDurable) {
		Chart chart = new Chart("writes", Chart.Style.LINES, "One write of a file", "microseconds", "size",
				SIZES.stream().map(WriteSize::label).toList());
		add(chart, "polystore-atomic, durable", durable, Writers.OURS + Writers.DURABLE);
		add(chart, "C, durable", durable, Writers.C + Writers.DURABLE);
		add(chart, "polystore-atomic, not durable", notDurable, Writers.OURS + Writers.NOT_DURABLE);
		add(chart, "C, not durable", notDurable, Writers.C + Writers.NOT_DURABLE);
		add(chart, "Files.write", notDurable, Writers.PLAIN);
		return chart;
	}

	private static void add(Chart chart, String label, List<Recorder> recorders, String series) {
		List<Samples> samples = new ArrayList<>();
		for (int i = 0; i < SIZES.size(); i++) {
			String name = series + SIZES.get(i).label();
			if (!recorders.get(i).has(name)) {
				return;
			}
			samples.add(recorders.get(i).samples(name));
		}
		chart.add(label, samples, 1e3);
	}

}
