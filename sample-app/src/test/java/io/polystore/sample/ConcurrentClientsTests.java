package io.polystore.sample;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many clients at once.
 */
class ConcurrentClientsTests extends AbstractHttpTests {

	private static final int CLIENTS = 16;

	private static final int ROUNDS = 20;

	@Test
	void everyOperationCountsOnceEvenIfItIsSentTwice() throws Exception {
		String path = "/api/counters/" + this.name;
		Clients.atOnce(CLIENTS, (client) -> () -> {
			for (int round = 0; round < ROUNDS; round++) {
				String body = "{\"by\":%d,\"id\":\"%d-%d\"}".formatted(client + 1, client, round);
				String first = Api.assertStatus(this.api.post(path + "/increment", body), 200).body();
				assertThat(this.api.post(path + "/increment", body).body()).isEqualTo(first);
			}
			return null;
		});
		JsonNode counter = Api.json(this.api.get(path));
		assertThat(counter.path("count").intValue()).isEqualTo(ROUNDS * CLIENTS * (CLIENTS + 1) / 2);
		assertThat(counter.path("operations").size()).isEqualTo(CLIENTS * ROUNDS);
	}

	@Test
	void ofManyWhoCreateOneDocumentExactlyOneSucceeds() throws Exception {
		for (String header : List.of("X-Nothing", "If-None-Match")) {
			String path = "/api/documents/" + this.name + "/" + header;
			List<Integer> statuses = Clients.atOnce(CLIENTS,
					(client) -> () -> this.api.put(path, "" + client, header, "*").statusCode());
			int loser = header.equals("X-Nothing") ? 428 : 412;
			assertThat(statuses).containsOnlyOnce(201).containsOnly(201, loser);
			int winner = statuses.indexOf(201);
			assertThat(this.api.get(path).body()).isEqualTo("" + winner);
		}
	}

	@Test
	void ofManyWhoReplaceOneVersionExactlyOneSucceeds() throws Exception {
		String path = "/api/documents/" + this.name;
		String etag = Api.etag(this.api.put(path, "-1"));
		List<Integer> statuses = Clients.atOnce(CLIENTS,
				(client) -> () -> this.api.put(path, "" + client, "If-Match", etag).statusCode());
		assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
		assertThat(this.api.get(path).body()).isEqualTo("" + statuses.indexOf(200));
	}

	@Test
	void ofManyWhoDeleteOneVersionExactlyOneSucceeds() throws Exception {
		String path = "/api/documents/" + this.name;
		String etag = Api.etag(this.api.put(path, "1"));
		List<Integer> statuses = Clients.atOnce(CLIENTS,
				(client) -> () -> this.api.delete(path, "If-Match", etag).statusCode());
		assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
	}

	@Test
	void whoReplacesAnyVersionNeverCreatesOne() throws Exception {
		String path = "/api/documents/" + this.name;
		this.api.put(path, "-1");
		List<Integer> statuses = Clients.atOnce(CLIENTS,
				(client) -> () -> ((client % 4 == 0) ? this.api.delete(path, "If-Match", "*")
						: this.api.put(path, "" + client, "If-Match", "*"))
					.statusCode());
		assertThat(statuses).containsOnlyOnce(204).isSubsetOf(200, 204, 404, 412);
		Api.assertStatus(this.api.get(path), 404);
	}

	@Test
	void readChangeReplaceLosesNothing() throws Exception {
		String path = "/api/documents/" + this.name;
		this.api.put(path, "[]");
		Clients.atOnce(CLIENTS, (client) -> () -> {
			for (int round = 0; round < 5; round++) {
				append(path, client + "-" + round);
			}
			return null;
		});
		JsonNode ids = Api.json(this.api.get(path));
		assertThat(ids.valueStream().map(JsonNode::stringValue)).hasSize(CLIENTS * 5).doesNotHaveDuplicates();
	}

	private void append(String path, String id) {
		int status;
		do {
			HttpResponse<String> current = this.api.get(path);
			String next = current.body().replace("]", (current.body().equals("[]") ? "\"" : ",\"") + id + "\"]");
			status = this.api.put(path, next, "If-Match", Api.etag(current)).statusCode();
			assertThat(status).isIn(200, 412);
		}
		while (status == 412);
	}

	@Test
	void patchesOfDifferentPropertiesAllArrive() throws Exception {
		String path = "/api/documents/" + this.name;
		this.api.put(path, "{}");
		Clients.atOnce(CLIENTS, (client) -> () -> {
			for (int round = 0; round < ROUNDS; round++) {
				String precondition = (round % 2 == 0) ? "X-Nothing" : "If-Match";
				Api.assertStatus(
						this.api.patch(path, "{\"%d\":{\"%d\":1}}".formatted(client, round), precondition, "*"), 200);
			}
			return null;
		});
		JsonNode patched = Api.json(this.api.get(path));
		assertThat(patched.size()).isEqualTo(CLIENTS);
		assertThat(patched.valueStream()).allMatch((client) -> client.size() == ROUNDS);
	}

	@Test
	void exportsAreWholeAndNeverGoBack() throws Exception {
		String path = "/api/jobs/" + this.name;
		this.api.post(path + "/results", "{\"id\":\"start\",\"values\":{}}");
		this.api.post(path + "/export");
		Clients.atOnce(CLIENTS, (client) -> () -> {
			int seen = 0;
			for (int round = 0; round < ROUNDS; round++) {
				this.api.post(path + "/results", "{\"id\":\"%d-%d\",\"values\":{\"n\":1}}".formatted(client, round));
				Api.assertStatus(this.api.post(path + "/export"), 201);
				String export = Api.assertStatus(this.api.get(path + "/export"), 200).body();
				int lines = export.split("\r\n").length;
				assertThat(export).endsWith("\r\n").contains("\r\n%d-%d,".formatted(client, round));
				assertThat(lines).isGreaterThanOrEqualTo(seen);
				seen = lines;
			}
			return null;
		});
		assertThat(this.api.get(path + "/export").body().split("\r\n")).hasSize(CLIENTS * ROUNDS + 2);
	}

}
