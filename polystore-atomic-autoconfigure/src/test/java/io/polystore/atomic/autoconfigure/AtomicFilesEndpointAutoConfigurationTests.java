package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.actuate.AtomicFilesDescriptor;
import io.polystore.atomic.actuate.AtomicFilesEndpoint;
import io.polystore.atomic.actuate.LastSweep;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.probe.ProbeReports;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AtomicFilesEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=atomicfiles";

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void configure() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AtomicFileAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class,
							StaleTempCleanupAutoConfiguration.class, AtomicFilesEndpointAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.directory);
	}

	@Test
	void isThereWhereItIsExposed() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(AtomicFilesEndpoint.class));
	}

	@Test
	void isNotThereWhereItIsNotExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(AtomicFilesEndpoint.class));
	}

	@Test
	void canBeDisabled() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.atomicfiles.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(AtomicFilesEndpoint.class));
	}

	@Test
	void backsOffToAnEndpointOfTheApplication() {
		this.runner.withPropertyValues(EXPOSED)
			.withBean(OwnEndpoint.class)
			.run((context) -> assertThat(context).getBean(AtomicFilesEndpoint.class).isInstanceOf(OwnEndpoint.class));
	}

	@Test
	void backsOffWithoutTheActuator() {
		this.runner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AtomicFilesEndpoint.class));
	}

	@Test
	void showsTheProbeAndTheSweepOfTheStart() {
		this.runner.withPropertyValues(EXPOSED).run((context) -> {
			AtomicFilesEndpoint endpoint = context.getBean(AtomicFilesEndpoint.class);
			AtomicFilesDescriptor swept = Awaitility.await()
				.until(endpoint::atomicFiles, (shown) -> shown.lastSweep() != null);
			assertThat(swept.lastSweep().removed()).isZero();
			assertThat(swept.probes()).singleElement().satisfies((probe) -> assertThat(probe.usable()).isTrue());
		});
	}

	/**
	 * What an application might put in its place.
	 */
	static class OwnEndpoint extends AtomicFilesEndpoint {

		OwnEndpoint() {
			super(AtomicFileTemplate.builder().build(), Path.of("target"), new LastSweep(), new ProbeReports());
		}

	}

}
