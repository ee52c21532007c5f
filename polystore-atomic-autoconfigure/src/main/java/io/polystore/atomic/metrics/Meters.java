package io.polystore.atomic.metrics;

import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Registers the meters of {@link AtomicFileMeter} in a registry.
 */
final class Meters {

	private final MeterRegistry registry;

	Meters(MeterRegistry registry) {
		this.registry = registry;
	}

	Timer timer(AtomicFileMeter meter, Enum<?>... tagValues) {
		return Timer.builder(meter.meterName())
			.description(meter.description())
			.tags(tags(meter, tagValues))
			.register(this.registry);
	}

	DistributionSummary summary(AtomicFileMeter meter) {
		return DistributionSummary.builder(meter.meterName())
			.description(meter.description())
			.baseUnit(meter.baseUnit())
			.register(this.registry);
	}

	Counter counter(AtomicFileMeter meter, Enum<?>... tagValues) {
		return Counter.builder(meter.meterName())
			.description(meter.description())
			.baseUnit(meter.baseUnit())
			.tags(tags(meter, tagValues))
			.register(this.registry);
	}

	void gauge(AtomicFileMeter meter, Supplier<Number> value) {
		Gauge.builder(meter.meterName(), value)
			.description(meter.description())
			.baseUnit(meter.baseUnit())
			.register(this.registry);
	}

	private static Tags tags(AtomicFileMeter meter, Enum<?>... values) {
		Tags tags = Tags.empty();
		for (int i = 0; i < values.length; i++) {
			tags = tags.and(meter.tagKeys().get(i), TagValues.of(values[i]));
		}
		return tags;
	}

}
