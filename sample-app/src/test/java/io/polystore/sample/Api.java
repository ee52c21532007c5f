package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service as a client sees it.
 */
final class Api {

	static final String[] JSON = { "Content-Type", "application/json" };

	static final String[] MERGE_PATCH = { "Content-Type", "application/merge-patch+json" };

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port;

	Api(int port) {
		this.port = port;
	}

	int port() {
		return this.port;
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, new byte[0], headers);
	}

	HttpResponse<String> delete(String path, String... headers) {
		return send("DELETE", path, new byte[0], headers);
	}

	HttpResponse<String> post(String path) {
		return send("POST", path, new byte[0]);
	}

	HttpResponse<String> post(String path, String json) {
		return send("POST", path, utf8(json), JSON);
	}

	HttpResponse<String> put(String path, String json, String... headers) {
		return send("PUT", path, utf8(json), join(JSON, headers));
	}

	HttpResponse<String> patch(String path, String json, String... headers) {
		return send("PATCH", path, utf8(json), join(MERGE_PATCH, headers));
	}

	HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.method(method, BodyPublishers.ofByteArray(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request.build());
	}

	HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String[] join(String[] first, String... second) {
		String[] all = new String[first.length + second.length];
		System.arraycopy(first, 0, all, 0, first.length);
		System.arraycopy(second, 0, all, first.length, second.length);
		return all;
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

	static String etag(HttpResponse<String> response) {
		return response.headers().firstValue("ETag").orElseThrow();
	}

	/**
	 * Checks the status and, of an error, that it is explained the standard way.
	 */
	static HttpResponse<String> assertStatus(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		if (status >= 400) {
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(json(response).path("status").intValue()).isEqualTo(status);
			assertThat(json(response).path("title").stringValue()).isNotBlank();
		}
		return response;
	}

	static HttpResponse<String> assertProblem(HttpResponse<String> response, int status, String type) {
		assertThat(json(assertStatus(response, status)).path("type").stringValue())
			.isEqualTo("tag:polystore.io,2026:run-state:" + type);
		return response;
	}

}
