package io.polystore.sample.live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.polystore.atomic.metrics.AtomicFileMeter;

import org.springframework.stereotype.Component;

/**
 * Reads the library's meters.
 */
@Component
class LiveMeters {

	private final MeterRegistry registry;

	private final LiveLocks locks;

	LiveMeters(MeterRegistry registry, LiveLocks locks) {
		this.registry = registry;
		this.locks = locks;
	}

	Totals totals() {
		DistributionSummary batches = this.registry.get(AtomicFileMeter.UPDATE_BATCH.meterName()).summary();
		return new Totals(System.nanoTime(), count(updates()), count(writes()), batches.count(), batches.totalAmount());
	}

	LiveSample sample(Totals before, Totals now) {
		return new LiveSample(Instant.now(), now.updatesPerSecondSince(before), now.writesPerSecondSince(before),
				now.updatesPerWriteSince(before), percentiles(waits()), percentiles(writes()),
				gauge(AtomicFileMeter.LOCKS_HELD), gauge(AtomicFileMeter.THREADS_WAITING), this.locks.now());
	}

	private Collection<Timer> updates() {
		return this.registry.find(AtomicFileMeter.UPDATE.meterName()).tag("outcome", "written").timers();
	}

	private Collection<Timer> writes() {
		return this.registry.find(AtomicFileMeter.WRITE.meterName()).tag("operation", "update").timers();
	}

	private Collection<Timer> waits() {
		return this.registry.find(AtomicFileMeter.LOCK_WAIT.meterName()).tag("outcome", "acquired").timers();
	}

	private static double count(Collection<Timer> timers) {
		return timers.stream().mapToLong(Timer::count).sum();
	}

	/**
	 * Percentiles cannot be added up: those of the timer that counted most are taken,
	 * which are the writes that succeeded as durably as it is configured.
	 */
	private static Percentiles percentiles(Collection<Timer> timers) {
		return timers.stream()
			.max(Comparator.comparingLong(Timer::count))
			.map(Percentiles::of)
			.orElse(Percentiles.NONE);
	}

	private long gauge(AtomicFileMeter meter) {
		Gauge gauge = this.registry.get(meter.meterName()).gauge();
		return Math.round(gauge.value());
	}

}
