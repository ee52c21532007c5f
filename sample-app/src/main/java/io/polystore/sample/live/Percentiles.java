package io.polystore.sample.live;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import org.jspecify.annotations.Nullable;

/**
 * What a timer recorded lately, in milliseconds; {@code null} if that was nothing.
 *
 * @param p50 the median
 * @param p95 what one of twenty exceeds
 * @param p99 what one of a hundred exceeds
 */
record Percentiles(@Nullable Double p50, @Nullable Double p95, @Nullable Double p99) {

	static final Percentiles NONE = new Percentiles(null, null, null);

	static Percentiles of(Timer timer) {
		ValueAtPercentile[] values = timer.takeSnapshot().percentileValues();
		return new Percentiles(millis(values, 0.5), millis(values, 0.95), millis(values, 0.99));
	}

	private static @Nullable Double millis(ValueAtPercentile[] values, double percentile) {
		return Stream.of(values)
			.filter((value) -> value.percentile() == percentile)
			.map((value) -> value.value(TimeUnit.MILLISECONDS))
			.filter((millis) -> millis > 0)
			.findFirst()
			.orElse(null);
	}

}
