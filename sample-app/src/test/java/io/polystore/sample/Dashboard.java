package io.polystore.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard that Grafana would show.
 */
record Dashboard(JsonNode json) {

	static final Path FILE = Observability.DIRECTORY.resolve("grafana/dashboards/polystore-atomic.json");

	static Dashboard read() {
		return new Dashboard(JsonMapper.shared().readTree(FILE));
	}

	/**
	 * Returns all panels, those too that are the title of a row.
	 */
	List<JsonNode> elements() {
		return this.json.path("panels").valueStream().toList();
	}

	/**
	 * Returns the panels that show something.
	 */
	List<JsonNode> panels() {
		return elements().stream().filter((panel) -> !panel.path("type").stringValue().equals("row")).toList();
	}

	List<Expression> expressions() {
		return panels().stream().flatMap(Dashboard::expressions).toList();
	}

	private static Stream<Expression> expressions(JsonNode panel) {
		return panel.path("targets")
			.valueStream()
			.map((target) -> new Expression(
					panel.path("title").stringValue() + " " + target.path("refId").stringValue(),
					target.path("expr").stringValue()));
	}

	/**
	 * Returns the query by which Grafana finds the values of a variable.
	 */
	Expression variable(String name) {
		return this.json.path("templating")
			.path("list")
			.valueStream()
			.filter((variable) -> variable.path("name").stringValue().equals(name))
			.map((variable) -> new Expression(name, variable.path("query").path("query").stringValue()))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * What one line of a panel asks.
	 */
	record Expression(String name, String query) {

		/**
		 * Replaces the variables as Grafana does before it asks.
		 */
		String with(Map<String, String> variables) {
			String query = this.query;
			for (Map.Entry<String, String> variable : variables.entrySet()) {
				query = query.replace("$" + variable.getKey(), variable.getValue());
			}
			assertThat(query).as("every variable is known").doesNotContain("$");
			return query;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
