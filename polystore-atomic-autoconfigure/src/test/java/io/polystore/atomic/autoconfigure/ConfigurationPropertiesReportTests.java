package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint.ConfigurationPropertiesBeanDescriptor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code configprops} endpoint shows the properties in force, defaults included.
 */
class ConfigurationPropertiesReportTests {

	@TempDir
	private Path directory;

	@Test
	void showsEveryGroupOfProperties() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
					ConfigurationPropertiesReportEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=configprops",
					"management.endpoint.configprops.show-values=ALWAYS",
					"polystore.atomic.directory=" + this.directory, "polystore.atomic.lock.timeout=7s")
			.run((context) -> {
				Map<String, Object> shown = properties(context.getBean(ConfigurationPropertiesReportEndpoint.class));
				assertThat(shown).containsOnlyKeys("directory", "lock", "write", "json", "recovery", "retry", "cleanup",
						"probe", "watch", "health", "integration");
				assertThat(shown.get("lock")).asString().contains("timeout=PT7S", "pollInterval=PT0.1S");
				assertThat(shown.get("health")).asString().contains("interval=PT10S");
			});
	}

	private static Map<String, Object> properties(ConfigurationPropertiesReportEndpoint endpoint) {
		return endpoint.configurationProperties()
			.getContexts()
			.values()
			.stream()
			.flatMap((context) -> context.getBeans().values().stream())
			.filter((bean) -> bean.getPrefix().equals("polystore.atomic"))
			.map(ConfigurationPropertiesBeanDescriptor::getProperties)
			.findFirst()
			.orElseThrow();
	}

}
