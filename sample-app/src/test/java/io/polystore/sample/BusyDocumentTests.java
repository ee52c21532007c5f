package io.polystore.sample;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.lock.LockHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody holds a lock for longer than a client is made to wait.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "polystore.atomic.lock.timeout=200ms", "run-state.retry-after=7s" })
@DirtiesContext
class BusyDocumentTests {

	@TempDir
	static Path directory;

	@Autowired
	private AtomicFileOperations files;

	private Api api;

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("polystore.atomic.directory", directory::toString);
	}

	@Autowired
	void setPort(@LocalServerPort int port) {
		this.api = new Api(port);
	}

	@Test
	void whoeverWantsToChangeADocumentIsToldToComeAgain() {
		String etag = Api.etag(this.api.put("/api/documents/busy", "{}"));
		holding("documents/busy.json", () -> {
			assertBusy(() -> this.api.put("/api/documents/busy", "1", "If-Match", etag));
			assertBusy(() -> this.api.put("/api/documents/busy", "1", "If-Match", "*"));
			assertBusy(() -> this.api.put("/api/documents/busy", "1"));
			assertBusy(() -> this.api.patch("/api/documents/busy", "{\"a\":1}"));
			assertBusy(() -> this.api.delete("/api/documents/busy", "If-Match", etag));
			assertBusy(() -> this.api.delete("/api/documents/busy", "If-Match", "*"));
		});
		Api.assertStatus(this.api.put("/api/documents/busy", "1", "If-Match", etag), 200);
	}

	@Test
	void whoeverCountsRecordsOrExportsIsToldToComeAgain() {
		holding("counters/busy.json", () -> assertBusy(() -> this.api.post("/api/counters/busy/increment")));
		Api.assertStatus(this.api.get("/api/counters/busy"), 404);
		holding("jobs/busy.json", () -> assertBusy(() -> this.api.post("/api/jobs/busy/results", "{\"values\":{}}")));
		Api.assertStatus(this.api.get("/api/jobs/busy/results"), 404);
		this.api.post("/api/jobs/busy/results", "{\"values\":{}}");
		holding("exports/busy.csv", () -> assertBusy(() -> this.api.post("/api/jobs/busy/export")));
		Api.assertStatus(this.api.get("/api/jobs/busy/export"), 404);
	}

	@Test
	void whatWasTypedIsKept() {
		String etag = Api.etag(this.api.put("/api/documents/typed", "{}"));
		String form = "version=" + etag.replace("\"", "") + "&content={\"typed\":1}";
		holding("documents/typed.json", () -> {
			HttpResponse<String> page = this.api.send("POST", "/edit/typed", Api.utf8(form), "Content-Type",
					"application/x-www-form-urlencoded", "Accept", "text/html");
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(page.body()).contains("Nothing was saved: run-state (pid ", "{&quot;typed&quot;:1}");
		});
	}

	@Test
	void readersNeverWait() {
		this.api.put("/api/documents/read", "{}");
		holding("documents/read.json", () -> {
			Api.assertStatus(this.api.get("/api/documents/read"), 200);
			assertThat(this.api.get("/api/documents").body()).contains("\"read\"");
		});
	}

	@Test
	void otherDocumentsAreNotConcerned() {
		holding("documents/one.json", () -> Api.assertStatus(this.api.put("/api/documents/other", "{}"), 201));
	}

	@SuppressWarnings("try")
	private void holding(String file, Runnable work) {
		try (LockHandle lock = this.files.lockFor(directory.resolve(file))) {
			work.run();
		}
	}

	private void assertBusy(Supplier<HttpResponse<String>> request) {
		Snapshot before = Snapshot.withoutLocks(directory);
		HttpResponse<String> response = Api.assertProblem(request.get(), 503, "busy");
		assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
		JsonNode problem = Api.json(response);
		assertThat(problem.path("waitedMillis").intValue()).isGreaterThanOrEqualTo(200);
		assertThat(problem.path("holder").path("application").stringValue()).isEqualTo("run-state");
		assertThat(problem.path("holder").path("thread").stringValue()).isEqualTo(Thread.currentThread().getName());
		assertThat(Snapshot.withoutLocks(directory)).isEqualTo(before);
	}

}
