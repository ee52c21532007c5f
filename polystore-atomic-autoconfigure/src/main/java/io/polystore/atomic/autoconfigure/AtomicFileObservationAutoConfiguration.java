package io.polystore.atomic.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import io.polystore.atomic.metrics.AtomicFileObservation;
import io.polystore.atomic.metrics.AtomicFileObservations;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for {@link AtomicFileObservations}, where there is an observation
 * registry.
 * <p>
 * No meters are made of the observations, since there are timers of the same.
 *
 * @since 0.1
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "polystore.atomic.observations.enabled", matchIfMissing = true)
public final class AtomicFileObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AtomicFileObservations atomicFileObservations(ObservationRegistry registry) {
		return new AtomicFileObservations(registry);
	}

	/**
	 * Where there are meters.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class NoMetersOfObservations {

		@Bean
		MeterFilter atomicFileObservationMeterFilter() {
			return MeterFilter.denyNameStartsWith(AtomicFileObservation.NAME_PREFIX);
		}

	}

}
