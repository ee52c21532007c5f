package io.polystore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.polystore.atomic.write.TempNames;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service is killed while 16 clients work, and started again.
 */
@Timeout(300)
class KilledServiceIT {

	private static final int CLIENTS = 16;

	private static final String RESULTS = "/api/jobs/hammered/results";

	@TempDir
	private Path directory;

	@RepeatedTest(3)
	void whatWasAcknowledgedIsThereExactlyOnce() throws Exception {
		List<ReportingClient> clients = new ArrayList<>();
		try (PackagedService service = PackagedService.start(this.directory)) {
			hammer(service.api(), clients);
			service.kill();
			for (ReportingClient client : clients) {
				client.join();
			}
		}
		plantOrphan();
		try (PackagedService service = PackagedService.start(this.directory)) {
			Api api = service.api();
			assertConsistent(clients, ids(api));
			assertRetriesCompleteIt(clients, api);
			assertEveryDocumentParses();
			Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(temps()).isEmpty());
			assertThat(service.stop()).isEqualTo(143);
		}
	}

	private static void hammer(Api api, List<ReportingClient> clients) throws InterruptedException {
		CountDownLatch enough = new CountDownLatch(400);
		for (int i = 0; i < CLIENTS; i++) {
			clients.add(new ReportingClient(api, RESULTS, "client-" + i, enough));
		}
		clients.forEach(Thread::start);
		enough.await();
	}

	private static List<String> ids(Api api) {
		JsonNode results = Api.json(Api.assertStatus(api.get(RESULTS), 200)).path("results");
		return results.valueStream().map((result) -> result.path("id").stringValue()).toList();
	}

	private static void assertConsistent(List<ReportingClient> clients, List<String> ids) {
		assertThat(ids).doesNotHaveDuplicates();
		Set<String> unknown = new HashSet<>(ids);
		for (ReportingClient client : clients) {
			assertThat(ids).containsAll(client.acknowledged);
			unknown.removeAll(client.sent);
			List<String> unacknowledged = new ArrayList<>(client.sent);
			unacknowledged.removeAll(client.acknowledged);
			assertThat(unacknowledged).hasSizeLessThanOrEqualTo(1);
		}
		assertThat(unknown).as("never sent").isEmpty();
	}

	private static void assertRetriesCompleteIt(List<ReportingClient> clients, Api api) {
		Set<String> sent = new HashSet<>();
		for (ReportingClient client : clients) {
			sent.addAll(client.sent);
			String last = client.sent.get(client.sent.size() - 1);
			assertThat(ReportingClient.send(api, RESULTS, last).statusCode()).isIn(200, 201);
		}
		assertThat(ids(api)).containsExactlyInAnyOrderElementsOf(sent);
	}

	/**
	 * Makes sure that there is something to sweep: whether the kill left a temporary file
	 * is a matter of luck.
	 */
	private void plantOrphan() throws IOException {
		Path orphan = this.directory.resolve("jobs/.hammered.json.0123456789abcdef01234567.polystore-tmp");
		Files.writeString(orphan, "{");
		assertThat(temps()).contains(orphan);
	}

	private void assertEveryDocumentParses() throws IOException {
		JsonMapper mapper = JsonMapper.shared();
		try (Stream<Path> files = Files.walk(this.directory)) {
			List<Path> documents = files.filter((file) -> file.toString().endsWith(".json"))
				.filter(Files::isRegularFile)
				.toList();
			assertThat(documents).isNotEmpty().allSatisfy((file) -> mapper.readTree(Files.readAllBytes(file)));
		}
	}

	private List<Path> temps() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> TempNames.isTemp(file.getFileName().toString())).toList();
		}
	}

}
