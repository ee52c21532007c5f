package io.polystore.atomic.bench.metrics;

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
 * What metrics add to an update.
 */
public final class MetricsGroup implements BenchmarkGroup {

	private static final String METRICS = "all calls of the metrics listener";

	private static final String EVERYTHING = "all calls of metrics and traces";

	private static final String DURABLE = "one durable update";

	private static final String NOT_DURABLE = "one update that is not durable";

	private static final Target TARGET = Target.atMost(0.03);

	@Override
	public String name() {
		return "metrics";
	}

	@Override
	public Figure run(BenchSettings settings, Path directory) throws Exception {
		Recorder recorder = Rounds.interleave(settings.rounds(),
				List.of(Jmh.subject(METRICS, MetricsBenchmark.class, "tellMetrics"),
						Jmh.largeSubject(EVERYTHING, MetricsBenchmark.class, "tellEverything"),
						Jmh.subject(DURABLE, MetricsBenchmark.class, "durableUpdate"),
						Jmh.subject(NOT_DURABLE, MetricsBenchmark.class, "update")));
		Figure figure = new Figure("Metrics", """
				JMH, one fork for each round. What listeners are told during one update of 1 KiB, against that update
				without listeners: the metrics alone, with a SimpleMeterRegistry; and with them the observations, with
				the handlers of Spring Boot for meters and for traces, and a Brave tracer that samples every span.
				""");
		figure.ratio(EVERYTHING + " / " + DURABLE, recorder.ratio(EVERYTHING, DURABLE), TARGET);
		figure.ratio(METRICS + " / " + DURABLE, recorder.ratio(METRICS, DURABLE), TARGET);
		figure.ratio(METRICS + " / " + NOT_DURABLE, recorder.ratio(METRICS, NOT_DURABLE), TARGET);
		recorder.names().forEach((name) -> figure.number(name, Unit.NANOSECONDS, recorder.samples(name)));
		return figure;
	}

}
