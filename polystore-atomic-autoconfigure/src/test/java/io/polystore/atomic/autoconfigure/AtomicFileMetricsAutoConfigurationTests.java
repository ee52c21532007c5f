package io.polystore.atomic.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polystore.atomic.metrics.AtomicFileMetrics;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AtomicFileMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AtomicFileMetricsAutoConfiguration.class));

	@Test
	void recordsInTheRegistry() {
		this.runner.withBean(SimpleMeterRegistry.class).run((context) -> {
			assertThat(context).hasSingleBean(AtomicFileMetrics.class);
			assertThat(context.getBean(MeterRegistry.class).find("polystore.atomic.lock.held").gauge()).isNotNull();
		});
	}

	@Test
	void findsTheRegistriesOfSpringBoot() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(AtomicFileMetrics.class);
				assertThat(context.getBean(MeterRegistry.class).find("polystore.atomic.lock.held").gauge()).isNotNull();
			});
	}

	@Test
	void standardPropertiesOfSpringBootApplyToTheTimers() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.withPropertyValues("management.metrics.distribution.percentiles.polystore.atomic.lock.wait=0.5,0.99")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)
				.get("polystore.atomic.lock.wait")
				.tag("outcome", "acquired")
				.timer()
				.takeSnapshot()
				.percentileValues()).hasSize(2));
	}

	@Test
	void backsOffWithoutARegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(AtomicFileMetrics.class));
	}

	@Test
	void backsOffToMetricsOfTheApplication() {
		AtomicFileMetrics own = new AtomicFileMetrics(new SimpleMeterRegistry());
		this.runner.withBean(SimpleMeterRegistry.class)
			.withBean(AtomicFileMetrics.class, () -> own)
			.run((context) -> assertThat(context.getBean(AtomicFileMetrics.class)).isSameAs(own));
	}

	@Test
	void canBeDisabled() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("polystore.atomic.metrics.enabled=false")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(AtomicFileMetrics.class);
				assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
			});
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AtomicFileMetrics.class));
	}

}
