package io.polystore.sample;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that an operator may have to see, done to a running service.
 */
final class EventfulDay {

	private final String name = "day-" + UUID.randomUUID();

	private final Api api;

	private final Path directory;

	private final AtomicFileListener listener;

	EventfulDay(Api api, Path directory, AtomicFileListener listener) {
		this.api = api;
		this.directory = directory;
		this.listener = listener;
	}

	void pass() throws Exception {
		manyCount();
		oneExports();
		anotherProcessHoldsALock();
		aChangeIsRefused();
		aWriteFails();
		aVersionIsNotKept();
		aDamagedDocumentIsRestored();
		aDamagedDocumentHasNoVersion();
		nobodyKnowsWhetherAWriteIsDurable();
	}

	private void manyCount() throws Exception {
		Clients.atOnce(4, (client) -> () -> {
			for (int i = 0; i < 10; i++) {
				Api.assertStatus(count(), 200);
			}
			return client;
		});
	}

	private void oneExports() {
		String job = "/api/jobs/" + this.name;
		Api.assertStatus(this.api.post(job + "/results", "{\"values\":{}}"), 201);
		Api.assertStatus(this.api.post(job + "/export"), 201);
	}

	@SuppressWarnings("try")
	private void anotherProcessHoldsALock() throws Exception {
		try (LockHolder holder = LockHolder.of(this.directory.resolve("counters/" + this.name + ".json.lock"))) {
			List<Integer> statuses = Clients.atOnce(4, (client) -> () -> count().statusCode());
			assertThat(statuses).containsOnly(503);
		}
	}

	private void aChangeIsRefused() throws IOException {
		Path counter = this.directory.resolve("counters/refused-" + this.name + ".json");
		Files.writeString(counter, "{\"count\":1,\"foreign\":2}");
		Api.assertProblem(this.api.post("/api/counters/refused-" + this.name + "/increment"), 500, "foreign-property");
	}

	private void aWriteFails() throws IOException {
		String job = "/api/jobs/unwritten-" + this.name;
		Api.assertStatus(this.api.post(job + "/results", "{\"values\":{}}"), 201);
		Files.createDirectories(this.directory.resolve("exports/unwritten-" + this.name + ".csv/in-the-way"));
		assertThat(this.api.post(job + "/export").statusCode()).isIn(500, 503);
	}

	private void aVersionIsNotKept() throws IOException {
		Path parent = Files.createDirectories(this.directory.resolve("documents/" + this.name + "/unversioned"));
		Files.createFile(parent.resolve(".versions"));
		create("unversioned/document");
	}

	private void aDamagedDocumentIsRestored() throws IOException {
		create("restored");
		damage("restored");
		Api.assertStatus(get("restored"), 200);
	}

	private void aDamagedDocumentHasNoVersion() throws IOException {
		damage("lost");
		Api.assertProblem(get("lost"), 500, "corrupt-document");
	}

	/**
	 * Told, not done: no disk breaks between two calls because a test asks for it.
	 */
	private void nobodyKnowsWhetherAWriteIsDurable() {
		this.listener.written(this.directory.resolve("unknown.json"), AtomicFileListener.WriteOperation.REPLACE,
				Durability.FULL, AtomicFileListener.WriteOutcome.COMMITTED_DURABILITY_UNKNOWN, Duration.ofMillis(5));
	}

	private HttpResponse<String> count() {
		return this.api.post("/api/counters/" + this.name + "/increment");
	}

	private void create(String document) {
		Api.assertStatus(this.api.put(path(document), "{\"a\":1}"), 201);
	}

	private HttpResponse<String> get(String document) {
		return this.api.get(path(document));
	}

	private String path(String document) {
		return "/api/documents/" + this.name + "/" + document;
	}

	/**
	 * Puts another file in its place: the kept version shares its content with the
	 * present one.
	 */
	private void damage(String document) throws IOException {
		Path file = this.directory.resolve("documents/" + this.name + "/" + document + ".json");
		Files.deleteIfExists(file);
		Files.writeString(file, "damaged");
	}

}
