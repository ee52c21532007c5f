package io.polystore.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.polystore.atomic.metrics.AtomicFileMetrics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus scrapes the service while everything happens to it that the dashboard
 * and the alerts are about.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "polystore.atomic.lock.timeout=2s", "polystore.atomic.recovery.keep-versions=3",
				"polystore.atomic.recovery.on-corruption=restore" })
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityTests {

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	private static final Path DIRECTORY = Path.of("target", "observability-" + UUID.randomUUID());

	private Api api;

	private PrometheusServer prometheus;

	private Map<String, String> variables;

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("polystore.atomic.directory", DIRECTORY::toString);
	}

	@BeforeAll
	void letEverythingHappen(@LocalServerPort int port, @Autowired AtomicFileMetrics metrics) throws Exception {
		Programs.assume("prometheus");
		this.api = new Api(port);
		this.prometheus = PrometheusServer.start(port);
		// Twice, since a rate is one between two scrapes.
		for (int day = 0; day < 2; day++) {
			new EventfulDay(this.api, DIRECTORY, metrics).pass();
			this.prometheus.awaitScrape();
		}
		this.variables = variables(Dashboard.read());
	}

	/**
	 * Chooses all applications and instances that the variables offer.
	 */
	private Map<String, String> variables(Dashboard dashboard) {
		Map<String, String> variables = new TreeMap<>(Map.of("__rate_interval", "1m", "__range", "30m"));
		for (String name : List.of("application", "instance")) {
			variables.put(name, choose(dashboard.variable(name).with(variables)));
		}
		return variables;
	}

	private String choose(String query) {
		Matcher labelValues = LABEL_VALUES.matcher(query);
		assertThat(labelValues.matches()).as(query).isTrue();
		List<String> values = this.prometheus.labelValues(labelValues.group(1), labelValues.group(2));
		assertThat(values).as(query).hasSize(1);
		return values.get(0);
	}

	@AfterAll
	void stopPrometheus() {
		if (this.prometheus != null) {
			this.prometheus.close();
		}
	}

	static List<Dashboard.Expression> panels() {
		return Dashboard.read().expressions();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("panels")
	void everyPanelShowsNumbers(Dashboard.Expression expression) {
		String query = expression.with(this.variables);
		assertThat(this.prometheus.query(query)).as(query).anyMatch(Double::isFinite);
	}

	static List<AlertRule> alerts() {
		return AlertRule.all();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("alerts")
	void everyAlertLooksAtNumbers(AlertRule alert) {
		assertThat(this.prometheus.query(alert.subject())).as(alert.subject()).anyMatch(Double::isFinite);
	}

	@Test
	void alertsFireForWhatHappened() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.untilAsserted(() -> assertThat(this.prometheus.firingAlerts()).contains("PolystoreAtomicLockTimeouts",
					"PolystoreAtomicWritesNotCommitted", "PolystoreAtomicDurabilityUnknown",
					"PolystoreAtomicVersionsNotKept", "PolystoreAtomicDocumentRestored",
					"PolystoreAtomicDocumentNotRestored"));
	}

	@Test
	void nobodyAsksForASeriesThatTheServiceDoesNotOffer() {
		Stream<String> expressions = Stream.concat(panels().stream().map(Dashboard.Expression::query),
				alerts().stream().map(AlertRule::expression));
		assertThat(offeredSeries()).containsAll(expressions.flatMap(Observability::series).toList());
	}

	private Set<String> offeredSeries() {
		return this.api.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.collect(Collectors.toSet());
	}

}
