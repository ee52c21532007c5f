package io.polystore.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the packaged jar work on one directory.
 */
@Timeout(300)
class TwoInstancesIT {

	private static final int CLIENTS = 8;

	@TempDir
	static Path directory;

	private static PackagedService one;

	private static PackagedService other;

	private static List<Api> apis;

	@BeforeAll
	static void start() {
		one = PackagedService.start(directory);
		other = PackagedService.start(directory);
		apis = List.of(one.api(), other.api());
	}

	@AfterAll
	static void stop() {
		one.close();
		other.close();
	}

	@Test
	void everyResultIsRecordedOnceWhereverItIsReported() throws Exception {
		String path = "/api/jobs/shared/results";
		CountDownLatch enough = new CountDownLatch(600);
		List<ReportingClient> clients = new ArrayList<>();
		for (int i = 0; i < 2 * CLIENTS; i++) {
			clients.add(new ReportingClient(api(i), path, "client-" + i, enough));
		}
		clients.forEach(Thread::start);
		enough.await();
		clients.forEach(ReportingClient::finish);
		Set<String> acknowledged = new HashSet<>();
		for (ReportingClient client : clients) {
			client.join();
			acknowledged.addAll(client.acknowledged);
		}
		for (Api api : apis) {
			JsonNode results = Api.json(api.get(path)).path("results");
			assertThat(results.valueStream().map((result) -> result.path("id").stringValue()))
				.containsExactlyInAnyOrderElementsOf(acknowledged);
		}
	}

	@Test
	void everyOperationCountsOnceEvenIfItIsSentToBoth() throws Exception {
		Clients.atOnce(2 * CLIENTS, (client) -> () -> {
			for (int round = 0; round < 25; round++) {
				String body = "{\"id\":\"%d-%d\"}".formatted(client / 2, round);
				Api.assertStatus(api(client).post("/api/counters/shared/increment", body), 200);
			}
			return client;
		});
		assertThat(Api.json(apis.get(0).get("/api/counters/shared")).path("count").intValue()).isEqualTo(CLIENTS * 25);
	}

	@Test
	void aDocumentIsCreatedOnce() throws Exception {
		for (int round = 0; round < 10; round++) {
			String path = "/api/documents/created/" + round;
			List<Integer> statuses = Clients.atOnce(2 * CLIENTS,
					(client) -> () -> api(client).put(path, "" + client, "If-None-Match", "*").statusCode());
			assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 412);
			for (Api api : apis) {
				assertThat(api.get(path).body()).isEqualTo("" + statuses.indexOf(201));
			}
		}
	}

	@Test
	void aVersionIsReplacedOnce() throws Exception {
		String path = "/api/documents/replaced";
		String etag = Api.etag(apis.get(0).put(path, "\"start\""));
		for (int round = 0; round < 10; round++) {
			String expected = etag;
			String content = "\"%d-".formatted(round);
			List<Integer> statuses = Clients.atOnce(2 * CLIENTS, (
					client) -> () -> api(client).put(path, content + client + "\"", "If-Match", expected).statusCode());
			assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
			assertThat(apis.get(1).get(path).body()).isEqualTo(content + statuses.indexOf(200) + "\"");
			etag = Api.etag(apis.get(0).get(path));
		}
	}

	@Test
	void bothShowTheirMetersToPrometheus() {
		for (Api api : apis) {
			api.post("/api/counters/measured/increment");
			assertThat(api.get("/actuator/prometheus").body()).contains(
					"polystore_atomic_lock_wait_seconds_bucket{outcome=\"acquired\",le=",
					"polystore_atomic_update_seconds_bucket{outcome=\"written\",le=",
					"polystore_atomic_write_seconds_count{durability=\"full\",operation=\"update\",outcome=\"success\"}");
		}
	}

	private static Api api(int client) {
		return apis.get(client % 2);
	}

}
