package io.polystore.sample;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One rule of {@code alerts.yml}.
 */
record AlertRule(JsonNode json) {

	private static final Pattern COMPARISON = Pattern.compile("(?s)(.+) (?:==|!=|<|>|<=|>=) [0-9.]+");

	static List<AlertRule> all() {
		return Observability.yaml(Observability.PROMETHEUS.resolve("alerts.yml"))
			.path("groups")
			.valueStream()
			.flatMap((group) -> group.path("rules").valueStream())
			.map(AlertRule::new)
			.toList();
	}

	String name() {
		return this.json.path("alert").stringValue();
	}

	String expression() {
		return this.json.path("expr").stringValue();
	}

	/**
	 * Returns what the rule compares with its threshold. While all is well the rule
	 * itself selects nothing, as it would if it named a series that nobody has.
	 */
	String subject() {
		Matcher comparison = COMPARISON.matcher(expression());
		assertThat(comparison.matches()).as("ends with a comparison").isTrue();
		return comparison.group(1);
	}

	@Override
	public String toString() {
		return name();
	}

}
