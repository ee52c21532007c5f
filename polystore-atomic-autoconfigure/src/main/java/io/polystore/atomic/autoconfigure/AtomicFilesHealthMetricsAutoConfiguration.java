package io.polystore.atomic.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.polystore.atomic.actuate.AtomicFilesHealthIndicator;
import io.polystore.atomic.metrics.AtomicFilesHealthMeter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link AtomicFilesHealthMeter}, where there are both a health
 * indicator and a meter registry.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFilesHealthAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, HealthIndicator.class })
@ConditionalOnBean({ MeterRegistry.class, AtomicFilesHealthIndicator.class })
@ConditionalOnBooleanProperty(name = "polystore.atomic.metrics.enabled", matchIfMissing = true)
public final class AtomicFilesHealthMetricsAutoConfiguration {

	@Bean
	AtomicFilesHealthMeter atomicFilesHealthMeter(AtomicFilesHealthIndicator indicator) {
		return new AtomicFilesHealthMeter(() -> indicator.health().getStatus().equals(Status.UP));
	}

}
