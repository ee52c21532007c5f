package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Runs on a class path that lacks the optional jars, with the auto-configurations that
 * Spring Boot finds there.
 */
class WithoutOptionalJarsTests {

	@TempDir
	private Path root;

	@ParameterizedTest
	@ValueSource(strings = { "com.sun.jna.Native", "com.google.common.jimfs.Jimfs",
			"io.micrometer.core.instrument.MeterRegistry",
			"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.health.contributor.HealthIndicator",
			"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
			"org.springframework.integration.support.locks.LockRegistry",
			"org.springframework.integration.metadata.MetadataStore", "net.javacrumbs.shedlock.core.LockProvider",
			"org.springframework.data.keyvalue.core.KeyValueAdapter" })
	void optionalClassIsReallyAbsent(String className) {
		assertThat(ClassUtils.isPresent(className, null)).isFalse();
	}

	@Test
	void applicationStartsAndWrites() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("polystore.atomic.directory=" + this.root)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).doesNotHaveBean(AtomicFileMetricsAutoConfiguration.class);
				Path file = this.root.resolve("file");
				context.getBean(AtomicFileTemplate.class).writeString(file, "whole");
				assertThat(file).hasContent("whole");
				JsonFileRepository documents = context.getBean(JsonFileRepository.class);
				documents.save("names", List.of("one", "two"));
				assertThat(documents.names()).containsExactly("names");
			});
	}

	@Test
	void whatIsOfferedToOtherLibrariesIsOfferedToNone() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("polystore.atomic.directory=" + this.root,
					"polystore.atomic.integration.lock-registry.enabled=true",
					"polystore.atomic.integration.shedlock.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FileLockRegistryAutoConfiguration.class)
				.doesNotHaveBean(FileShedLockAutoConfiguration.class));
	}

	@Test
	void locksOfFlockAreReportedAsUnavailable() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("polystore.atomic.directory=" + this.root, "polystore.atomic.lock.type=flock")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ClassNotFoundException.class)
				.hasMessageContaining("com.sun.jna"));
	}

	@Test
	void aProviderOfTheApplicationDoesWithoutThem() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withBean(FileLockProvider.class, FileChannelLockProvider::new)
			.withPropertyValues("polystore.atomic.directory=" + this.root, "polystore.atomic.lock.type=flock")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/** What the operator reads. */
	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theReportNamesThePropertyAndBothRemedies(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.run("--polystore.atomic.directory=" + this.root, "--polystore.atomic.lock.type=flock")
				.close());
		assertThat(output.getOut()).contains("APPLICATION FAILED TO START",
				"The value 'flock' of the property 'polystore.atomic.lock.type' cannot be used",
				"add the dependency 'net.java.dev.jna:jna'", "set 'polystore.atomic.lock.type' to 'file-channel'");
	}

	@Test
	void hintsForANativeImageDoWithoutThem() {
		RuntimeHints hints = new RuntimeHints();
		new AtomicFileRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(hints.proxies().jdkProxyHints()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
