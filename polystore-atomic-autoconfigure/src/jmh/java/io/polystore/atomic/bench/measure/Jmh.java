package io.polystore.atomic.bench.measure;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures a JMH benchmark in one short fork for each round.
 */
public final class Jmh {

	/** Until the last compiler is done with operations of a fraction of a millisecond. */
	private static final int WARM_UPS = 5;

	private static final TimeValue WARM_UP = TimeValue.milliseconds(500);

	private static final TimeValue LONG_WARM_UP = TimeValue.seconds(3);

	private static final TimeValue MEASUREMENT = TimeValue.milliseconds(250);

	private Jmh() {
	}

	/**
	 * Returns a subject that is a method of a benchmark class.
	 */
	public static Subject subject(String name, Class<?> benchmark, String method) {
		return subject(name, benchmark, method, WARM_UP);
	}

	/**
	 * Returns a subject of so much code that the last compiler needs longer.
	 */
	public static Subject largeSubject(String name, Class<?> benchmark, String method) {
		return subject(name, benchmark, method, LONG_WARM_UP);
	}

	private static Subject subject(String name, Class<?> benchmark, String method, TimeValue warmUp) {
		String pattern = "\\Q%s.%s\\E$".formatted(benchmark.getName(), method);
		return new Subject(name, () -> nanoseconds(pattern, warmUp));
	}

	private static double nanoseconds(String pattern, TimeValue warmUp) throws RunnerException {
		Options options = new OptionsBuilder().include(pattern)
			.mode(Mode.AverageTime)
			.timeUnit(TimeUnit.NANOSECONDS)
			.forks(1)
			.warmupIterations(WARM_UPS)
			.warmupTime(warmUp)
			.measurementIterations(4)
			.measurementTime(MEASUREMENT)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build();
		return new Runner(options).runSingle().getPrimaryResult().getScore();
	}

}
