package io.polystore.atomic.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polystore.atomic.actuate.AtomicFilesHealthIndicator;
import io.polystore.atomic.actuate.HealthSettings;
import io.polystore.atomic.metrics.AtomicFilesHealthMeter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AtomicFilesHealthAutoConfigurationTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void configure() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
					AtomicFilesHealthAutoConfiguration.class, AtomicFilesHealthMetricsAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.directory);
	}

	@Test
	void isRegisteredAsAtomicFiles() {
		this.runner
			.run((context) -> assertThat(context.getBean(HealthContributorRegistry.class).getContributor("atomicFiles"))
				.isInstanceOf(AtomicFilesHealthIndicator.class));
	}

	@Test
	void checksTheDirectoryOfTheProperties() {
		this.runner.run((context) -> {
			assertThat(context.getBean(AtomicFilesHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
			assertThat(this.directory).isNotEmptyDirectory();
		});
	}

	@Test
	void canBeDisabled() {
		this.runner.withPropertyValues("management.health.atomicfiles.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AtomicFilesHealthIndicator.class));
	}

	@Test
	void backsOffToAnIndicatorOfTheApplication() {
		this.runner.withBean("atomicFilesHealthIndicator", HealthIndicator.class, () -> Health.unknown()::build)
			.run((context) -> assertThat(context).doesNotHaveBean(AtomicFilesHealthIndicator.class));
	}

	@Test
	void backsOffWithoutHealth() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("atomicFilesHealthIndicator"));
	}

	@Test
	void propertiesDecideWhatIsDown() {
		this.runner.withPropertyValues("polystore.atomic.health.min-free-space=100000TB")
			.run((context) -> assertThat(context.getBean(AtomicFilesHealthIndicator.class).health().getDetails())
				.containsKey("problem"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "interval=-1s", "interval=2d", "timeout=0", "timeout=2h", "min-free-space=-1B",
			"max-lock-age=0" })
	void propertiesAreChecked(String property) {
		this.runner.withPropertyValues("polystore.atomic.health." + property)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("must"));
	}

	@Test
	void theDefaultsAreThoseOfTheLibrary() {
		assertThat(new HealthProperties().toSettings()).isEqualTo(HealthSettings.defaults());
		assertThat(HealthSettings.defaults().interval()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void aMeterFollowsTheHealth() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("polystore.atomic.health.interval=0")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				context.getBean(AtomicFilesHealthMeter.class).bindTo(registry);
				assertThat(registry.get("polystore.atomic.health").gauge().value()).isOne();
				Files.move(this.directory, this.directory.resolveSibling("moved"));
				assertThat(registry.get("polystore.atomic.health").gauge().value()).isZero();
				Files.move(this.directory.resolveSibling("moved"), this.directory);
			});
	}

	@Test
	void theMeterCanBeDisabledWithTheOthers() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("polystore.atomic.metrics.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AtomicFilesHealthMeter.class));
	}

	@Test
	void thereIsNoMeterWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(AtomicFilesHealthIndicator.class)
				.doesNotHaveBean("atomicFilesHealthMeter"));
	}

}
