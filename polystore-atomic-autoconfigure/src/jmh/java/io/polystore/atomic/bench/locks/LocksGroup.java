package io.polystore.atomic.bench.locks;

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
 * A free lock, taken and released.
 */
public final class LocksGroup implements BenchmarkGroup {

	private static final String OURS = "template.lock(file).close()";

	private static final String BARE = "FileChannel: open, lock, release, close";

	private static final double TARGET_NANOS = 20_000;

	@Override
	public String name() {
		return "locks";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		Recorder recorder = Rounds.interleave(settings.rounds(), List.of(Jmh.subject(OURS, LockBenchmark.class, "lock"),
				Jmh.subject(BARE, LockBenchmark.class, "bareFileLock")));
		Figure figure = new Figure("A free lock", """
				JMH, one fork for each round. A lock that nobody else wants, taken and released. That of the library is
				fair between threads and processes and leaves word of its holder.
				""");
		figure.ratio(OURS + " / " + BARE, recorder.ratio(OURS, BARE), Target.atMost(3));
		figure.number(OURS, Unit.NANOSECONDS, recorder.samples(OURS), Target.atMost(Unit.NANOSECONDS, TARGET_NANOS));
		figure.number(BARE, Unit.NANOSECONDS, recorder.samples(BARE));
		return figure;
	}

}
