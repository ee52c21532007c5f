package io.polystore.sample;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files for Prometheus and Grafana fit together.
 */
class ObservabilityFilesTests {

	private final Dashboard dashboard = Dashboard.read();

	private final JsonNode compose = Observability.yaml(Observability.DIRECTORY.resolve("compose.yaml"));

	@Test
	void everyElementOfTheDashboardHasAnIdAndATitleOfItsOwn() {
		assertThat(this.dashboard.elements()).extracting((element) -> element.path("id").intValue())
			.doesNotHaveDuplicates();
		assertThat(this.dashboard.elements()).extracting((element) -> element.path("title").stringValue())
			.doesNotHaveDuplicates()
			.doesNotContain("");
	}

	@Test
	void everyPanelSaysWhatItIsInWhichUnitAndWhereItsDataComeFrom() {
		assertThat(this.dashboard.panels()).isNotEmpty().allSatisfy((panel) -> {
			assertThat(panel.path("description").stringValue()).isNotBlank();
			assertThat(panel.path("fieldConfig").path("defaults").path("unit").stringValue()).isNotBlank();
			assertThat(panel.path("targets").valueStream()).isNotEmpty();
			assertThat(panel.findValuesAsString("uid")).containsOnly("${datasource}");
		});
	}

	@Test
	void everyAlertSaysWhatToDo() {
		assertThat(AlertRule.all()).isNotEmpty().allSatisfy((alert) -> {
			assertThat(alert.json().path("for").stringValue()).matches("\\d+[sm]");
			assertThat(alert.json().path("labels").path("severity").stringValue()).isIn("warning", "critical");
			assertThat(alert.json().path("annotations").path("summary").stringValue()).isNotBlank();
			assertThat(alert.json().path("annotations").path("description").stringValue()).isNotBlank();
		});
	}

	@Test
	void everyAlertIsTested() {
		String tests = Observability.read(Observability.PROMETHEUS.resolve("alerts.test.yml"));
		assertThat(AlertRule.all()).allSatisfy((alert) -> assertThat(tests).contains(alert.name()));
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "check config prometheus.yml", "check rules alerts.yml", "test rules alerts.test.yml" })
	void promtoolIsContent(String arguments) throws Exception {
		Programs.assume("promtool");
		Programs.run(Observability.PROMETHEUS, ("promtool " + arguments).split(" "));
	}

	@Test
	void composeIsContent() throws Exception {
		if (Programs.succeeds("docker", "compose", "version")) {
			Programs.run(Observability.DIRECTORY, "docker", "compose", "config", "--quiet");
		}
		else {
			Programs.assume("docker-compose");
			Programs.run(Observability.DIRECTORY, "docker-compose", "config", "--quiet");
		}
	}

	@Test
	void whatComposeMountsIsThere() {
		assertThat(mounts().filter((mount) -> mount.startsWith("."))).hasSize(4)
			.allSatisfy(
					(mount) -> assertThat(Observability.DIRECTORY.resolve(mount.split(":")[0])).isNotEmptyDirectory());
	}

	private Stream<String> mounts() {
		return this.compose.path("services")
			.valueStream()
			.flatMap((service) -> service.path("volumes").valueStream())
			.map(JsonNode::stringValue);
	}

}
