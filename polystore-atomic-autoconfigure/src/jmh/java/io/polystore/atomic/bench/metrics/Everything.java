package io.polystore.atomic.bench.metrics;

import java.util.List;

import brave.Tracing;
import brave.handler.SpanHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.actuate.LastSweep;
import io.polystore.atomic.core.SafeListener;
import io.polystore.atomic.metrics.AtomicFileMetrics;
import io.polystore.atomic.metrics.AtomicFileObservation;
import io.polystore.atomic.metrics.AtomicFileObservations;

/**
 * All listeners that Spring Boot would find, with a tracer that samples every span.
 */
final class Everything {

	private Everything() {
	}

	static AtomicFileListener listener() {
		MeterRegistry meters = new SimpleMeterRegistry();
		meters.config().meterFilter(MeterFilter.denyNameStartsWith(AtomicFileObservation.NAME_PREFIX));
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(meters))
			.observationHandler(new DefaultTracingObservationHandler(tracer()));
		return SafeListener
			.of(List.of(new AtomicFileMetrics(meters), new AtomicFileObservations(observations), new LastSweep()));
	}

	/**
	 * Spans are finished and given away: without a handler Brave would log each.
	 */
	private static Tracer tracer() {
		Tracing tracing = Tracing.newBuilder().addSpanHandler(new SpanHandler() {
		}).build();
		return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()),
				new BraveBaggageManager());
	}

}
