package io.polystore.atomic.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.polystore.atomic.metrics.AtomicFileMetrics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link AtomicFileMetrics}, where there is a meter registry.
 *
 * @since 0.1
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "polystore.atomic.metrics.enabled", matchIfMissing = true)
public final class AtomicFileMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AtomicFileMetrics atomicFileMetrics(MeterRegistry registry) {
		return new AtomicFileMetrics(registry);
	}

}
