package io.polystore.atomic.autoconfigure;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private static final Set<String> WITHOUT_DEFAULT = Set.of("polystore.atomic.lock.directory",
			"polystore.atomic.write.permissions", "polystore.atomic.probe.accept",
			"polystore.atomic.health.max-lock-age", "polystore.atomic.integration.lock-registry.directory",
			"polystore.atomic.integration.shedlock.directory");

	@Test
	void listsEveryPropertyWithItsDefault() throws Exception {
		Map<String, String> defaults = new LinkedHashMap<>();
		for (JsonNode property : properties()) {
			if (!WITHOUT_DEFAULT.contains(property.path("name").asString())) {
				defaults.put(property.path("name").asString(), property.path("defaultValue").asString());
			}
		}
		assertThat(defaults).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				Map.entry("polystore.atomic.directory", "data"),
				Map.entry("polystore.atomic.lock.type", "file-channel"),
				Map.entry("polystore.atomic.lock.lease", "10s"),
				Map.entry("polystore.atomic.lock.allow-unverified-lease", "false"),
				Map.entry("polystore.atomic.lock.composite", "false"),
				Map.entry("polystore.atomic.lock.timeout", "30s"),
				Map.entry("polystore.atomic.lock.poll-interval", "100ms"),
				Map.entry("polystore.atomic.write.durability", "full"),
				Map.entry("polystore.atomic.write.create-directories", "true"),
				Map.entry("polystore.atomic.write.allow-missing-directory-force", "false"),
				Map.entry("polystore.atomic.write.metadata.mode", "preserve"),
				Map.entry("polystore.atomic.write.metadata.owner", "preserve"),
				Map.entry("polystore.atomic.write.metadata.group", "preserve"),
				Map.entry("polystore.atomic.write.metadata.extended-attributes", "ignore"),
				Map.entry("polystore.atomic.write.metadata.hard-links", "ignore"),
				Map.entry("polystore.atomic.write.metadata.acl", "ignore"),
				Map.entry("polystore.atomic.json.indent", "2"),
				Map.entry("polystore.atomic.json.unknown-properties", "fail"),
				Map.entry("polystore.atomic.json.max-document-size", "16MB"),
				Map.entry("polystore.atomic.recovery.keep-versions", "0"),
				Map.entry("polystore.atomic.recovery.on-corruption", "fail"),
				Map.entry("polystore.atomic.retry.max-attempts", "5"),
				Map.entry("polystore.atomic.retry.delay", "10ms"), Map.entry("polystore.atomic.retry.multiplier", "2"),
				Map.entry("polystore.atomic.retry.max-delay", "1s"),
				Map.entry("polystore.atomic.cleanup.enabled", "true"),
				Map.entry("polystore.atomic.cleanup.max-age", "24h"), Map.entry("polystore.atomic.probe.mode", "quick"),
				Map.entry("polystore.atomic.health.interval", "10s"),
				Map.entry("polystore.atomic.health.timeout", "5s"),
				Map.entry("polystore.atomic.health.min-free-space", "16MB"),
				Map.entry("polystore.atomic.integration.lock-registry.enabled", "false"),
				Map.entry("polystore.atomic.integration.key-value.directory", "entities"),
				Map.entry("polystore.atomic.integration.metadata-store.document", "metadata-store"),
				Map.entry("polystore.atomic.integration.metadata-store.enabled", "false"),
				Map.entry("polystore.atomic.integration.shedlock.enabled", "false"),
				Map.entry("polystore.atomic.metrics.enabled", "true"),
				Map.entry("management.endpoint.atomicfiles.access", "unrestricted"),
				Map.entry("management.endpoint.atomicfiles.cache.time-to-live", "0ms"),
				Map.entry("polystore.atomic.observations.enabled", "true"),
				Map.entry("polystore.atomic.watch.enabled", "false"),
				Map.entry("polystore.atomic.watch.poll-interval", "0")));
	}

	@Test
	void describesEveryProperty() throws Exception {
		assertThat(properties()).allSatisfy((property) -> {
			assertThat(property.path("description").asString()).as(property.path("name").asString()).endsWith(".");
			assertThat(property.path("type").asString()).isNotBlank();
		});
	}

	@Test
	void listsTheOptionalPropertiesWithoutDefault() throws Exception {
		assertThat(properties()).filteredOn((property) -> property.path("defaultValue").isMissingNode())
			.extracting((property) -> property.path("name").asString())
			.containsExactlyInAnyOrderElementsOf(WITHOUT_DEFAULT);
	}

	private static Iterable<JsonNode> properties() throws Exception {
		try (InputStream metadata = ConfigurationMetadataTests.class.getClassLoader()
			.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.builder().build().readTree(metadata).path("properties");
		}
	}

}
