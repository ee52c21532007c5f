package io.polystore.atomic.metrics;

import java.util.Objects;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for {@link AtomicFileMeter#HEALTH}. Thread-safe.
 *
 * @since 0.1
 */
public final class AtomicFilesHealthMeter implements MeterBinder {

	private final BooleanSupplier isUp;

	/**
	 * Creates a binder.
	 * @param isUp tells whether all is well; asked whenever the registry is read
	 */
	public AtomicFilesHealthMeter(BooleanSupplier isUp) {
		this.isUp = Objects.requireNonNull(isUp, "'isUp' must not be null");
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		new Meters(registry).gauge(AtomicFileMeter.HEALTH, () -> this.isUp.getAsBoolean() ? 1 : 0);
	}

}
