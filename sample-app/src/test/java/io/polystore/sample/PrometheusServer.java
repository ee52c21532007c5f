package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus with the configuration of the project, of which only the address of
 * the application and the intervals are changed.
 */
final class PrometheusServer implements AutoCloseable {

	private static final Pattern LISTENING = Pattern.compile("\"Listening on\".* address=127\\.0\\.0\\.1:(\\d+)");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Process process;

	private final Path log;

	private final Api api;

	private PrometheusServer(Process process, Path log) {
		this.process = process;
		this.log = log;
		Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || listening().find());
		this.api = new Api(port());
	}

	/**
	 * Starts a server on a free port and waits until it has seen the application.
	 * @param port the port of the application
	 */
	static PrometheusServer start(int port) {
		try {
			Path directory = Files.createTempDirectory(Path.of("target"), "prometheus-");
			configure(directory, port);
			return new PrometheusServer(launch(directory), directory.resolve("log")).awaitScrape();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void configure(Path directory, int port) throws IOException {
		String configuration = Observability.read(Observability.PROMETHEUS.resolve("prometheus.yml"));
		assertThat(configuration).containsOnlyOnce("- 127.0.0.1:8080\n").contains("_interval: 10s");
		Files.writeString(directory.resolve("prometheus.yml"),
				configuration.replace(":8080", ":" + port).replace("_interval: 10s", "_interval: 2s"));
		Files.copy(Observability.PROMETHEUS.resolve("alerts.yml"), directory.resolve("alerts.yml"));
	}

	/**
	 * However the tests end, the process ends with them.
	 */
	private static Process launch(Path directory) throws IOException {
		Process process = new ProcessBuilder("prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data",
				"--web.listen-address=127.0.0.1:0")
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		return process;
	}

	private int port() {
		Matcher listening = listening();
		assertThat(listening.find()).as(Observability.read(this.log)).isTrue();
		return Integer.parseInt(listening.group(1));
	}

	private Matcher listening() {
		return LISTENING.matcher(Observability.read(this.log));
	}

	/**
	 * Waits until the application has been asked for its meters as they are now.
	 */
	PrometheusServer awaitScrape() {
		double now = Instant.now().toEpochMilli() / 1000.0;
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(query("timestamp(up) and up == 1")).as(Observability.read(this.log))
				.singleElement(InstanceOfAssertFactories.DOUBLE)
				.isGreaterThan(now));
		return this;
	}

	/**
	 * Evaluates an expression now.
	 * @return a value for each series
	 */
	List<Double> query(String expression) {
		return get("/api/v1/query?query=" + encode(expression)).path("result")
			.valueStream()
			.map((series) -> Double.valueOf(series.path("value").get(1).stringValue().replace("Inf", "Infinity")))
			.toList();
	}

	/**
	 * Returns the values of a label, as Grafana's {@code label_values} does.
	 */
	List<String> labelValues(String series, String label) {
		return get("/api/v1/label/" + label + "/values?match%5B%5D=" + encode(series)).valueStream()
			.map(JsonNode::stringValue)
			.toList();
	}

	List<String> firingAlerts() {
		return get("/api/v1/alerts").path("alerts")
			.valueStream()
			.filter((alert) -> alert.path("state").stringValue().equals("firing"))
			.map((alert) -> alert.path("labels").path("alertname").stringValue())
			.toList();
	}

	private JsonNode get(String path) {
		return Api.json(this.api.get(path)).path("data");
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
