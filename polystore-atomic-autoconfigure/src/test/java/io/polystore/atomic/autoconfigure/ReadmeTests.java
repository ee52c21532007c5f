package io.polystore.atomic.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.polystore.atomic.metrics.AtomicFileMeter;
import io.polystore.atomic.metrics.AtomicFileObservation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTests {

	private static final String PREFIX = "polystore.atomic.";

	private final List<String> readme = readme();

	private static List<String> readme() {
		try {
			return Files.readAllLines(Path.of("..", "README.md"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void listsEveryPropertyWithItsDefaultAndDescription() throws Exception {
		for (JsonNode property : ownProperties()) {
			JsonNode value = property.path("defaultValue");
			String row = "| `%s` | %s | %s".formatted(property.path("name").asString().substring(PREFIX.length()),
					value.isMissingNode() ? "-" : "`" + value.asString() + "`",
					property.path("description").asString());
			assertThat(this.readme).anyMatch((line) -> line.startsWith(row));
		}
	}

	@Test
	void listsEveryMeterWithItsDescription() {
		assertThat(AtomicFileMeter.values()).allSatisfy(
				(meter) -> assertThat(this.readme).anyMatch((line) -> line.startsWith("| `" + meter.meterName() + "` |")
						&& line.endsWith("| " + meter.description() + " |")));
	}

	@Test
	void listsEveryObservationWithItsKeys() {
		assertThat(AtomicFileObservation.values()).allSatisfy((observation) -> {
			String keys = Arrays.stream(observation.getLowCardinalityKeyNames())
				.map((key) -> "`" + key.asString() + "`")
				.collect(Collectors.joining(", "));
			assertThat(this.readme)
				.anyMatch((line) -> line.startsWith("| `%s` | %s | ".formatted(observation.getName(), keys)));
		});
	}

	/**
	 * The example is a test of this module, and so it holds.
	 */
	@Test
	void showsATestThatRuns() throws Exception {
		String source = Files.readString(Path.of("src/test/java/io/polystore/atomic/testing/JobsTests.java"));
		String example = source.substring(source.indexOf("@AtomicFilesTest"));
		assertThat(String.join("\n", this.readme)).contains("```java\n" + example + "```");
	}

	/**
	 * The processor adds those that every endpoint of the actuator has.
	 */
	private static List<JsonNode> ownProperties() throws Exception {
		return properties().valueStream()
			.filter((property) -> property.path("name").asString().startsWith(PREFIX))
			.toList();
	}

	private static JsonNode properties() throws Exception {
		try (var metadata = ReadmeTests.class.getClassLoader()
			.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.builder().build().readTree(metadata).path("properties");
		}
	}

}
