package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs on a class path that lacks the optional jars, with the auto-configurations that
 * Spring Boot finds there.
 */
class WithoutOptionalJarsTests {

	@TempDir
	private Path root;

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.core.instrument.MeterRegistry",
			"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration" })
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

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
