package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.metrics.AtomicFileObservations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AtomicFileObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
				AtomicFileMetricsAutoConfiguration.class, AtomicFileObservationAutoConfiguration.class));

	@TempDir
	private Path directory;

	@Test
	void observesForTheRegistry() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.runner.withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			context.getBean(AtomicFileTemplate.class).write(this.directory.resolve("a"), new byte[1]);
			TestObservationRegistryAssert.assertThat(registry).hasNumberOfObservationsEqualTo(1);
		});
	}

	@Test
	void makesNoMetersBesideTheTimers() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
							SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(AtomicFileObservations.class);
				context.getBean(AtomicFileTemplate.class).update(this.directory.resolve("a"), (content) -> new byte[1]);
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(meters.get("polystore.atomic.update").tag("outcome", "written").timer().count()).isOne();
				assertThat(meters.getMeters()).noneMatch((meter) -> meter.getId().getName().contains("observation"));
			});
	}

	@Test
	void isOffWithoutARegistry() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.run((context) -> assertThat(context).doesNotHaveBean(AtomicFileObservations.class));
	}

	@Test
	void canBeDisabled() {
		this.runner.withBean(ObservationRegistry.class, TestObservationRegistry::create)
			.withPropertyValues("polystore.atomic.observations.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AtomicFileObservations.class));
	}

	@Test
	void backsOffToObservationsOfTheApplication() {
		AtomicFileObservations own = new AtomicFileObservations(ObservationRegistry.NOOP);
		this.runner.withBean(ObservationRegistry.class, TestObservationRegistry::create)
			.withBean(AtomicFileObservations.class, () -> own)
			.run((context) -> assertThat(context.getBean(AtomicFileObservations.class)).isSameAs(own));
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("atomicFileObservations"));
	}

}
