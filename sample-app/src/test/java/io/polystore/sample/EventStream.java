package io.polystore.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who listens to the live figures.
 */
final class EventStream implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final HttpResponse<InputStream> response;

	private final BufferedReader lines;

	private EventStream(HttpResponse<InputStream> response) {
		this.response = response;
		this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	/**
	 * Asks for a stream, which may be refused.
	 */
	static EventStream request(int port) {
		URI uri = URI.create("http://127.0.0.1:" + port + "/api/live");
		try {
			return new EventStream(
					CLIENT.send(HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build(),
							BodyHandlers.ofInputStream()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Opens a stream, as soon as those that were closed just now are forgotten.
	 */
	static EventStream open(int port) {
		EventStream stream = Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> request(port), (opened) -> opened.status() == 200);
		assertThat(stream.response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		assertThat(stream.response.headers().firstValue("Cache-Control")).hasValue("no-store");
		return stream;
	}

	int status() {
		return this.response.statusCode();
	}

	String rest() throws IOException {
		return String.join("\n", this.lines.lines().toList());
	}

	/**
	 * Waits for the next event of a name.
	 */
	JsonNode next(String name) {
		try {
			String line = this.lines.readLine();
			while (!line.equals("event:" + name)) {
				line = this.lines.readLine();
			}
			return JsonMapper.shared().readTree(this.lines.readLine().substring("data:".length()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	JsonNode next(String name, Predicate<JsonNode> condition) {
		JsonNode event = next(name);
		while (!condition.test(event)) {
			event = next(name);
		}
		return event;
	}

	@Override
	public void close() {
		try {
			this.response.body().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
