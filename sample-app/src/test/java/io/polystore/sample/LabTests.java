package io.polystore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The contention lab, with real processes.
 */
@Timeout(240)
class LabTests extends AbstractHttpTests {

	@Autowired
	private MeterRegistry meters;

	@Test
	void everyAcknowledgedUpdateIsThereExactlyOnce() throws IOException {
		LabRuns lab = new LabRuns(this.api);
		double updates = updates();
		lab.start(2, 2, 1);
		JsonNode library = lab.await("LIBRARY");
		assertThat(library.path("workers").valueStream().map((worker) -> worker.path("name").stringValue()))
			.containsExactly("this application", "process 1", "process 2");
		JsonNode run = lab.awaitEnd();
		JsonNode verdict = run.path("verdict");
		LabRuns.assertHolds(verdict.path("library"), 0);
		LabRuns.assertHolds(verdict.path("handWritten"), 0);
		assertThat(verdict.path("library").path("unacknowledged").longValue()).isZero();
		assertThat(verdict.path("ratio").doubleValue())
			.isEqualTo(verdict.path("library").path("perSecond").doubleValue()
					/ verdict.path("handWritten").path("perSecond").doubleValue(), within(1e-9));
		assertAddsUp(run, verdict.path("handWritten"));
		assertThat(updates()).isGreaterThan(updates);
		assertThat(this.api.get("/api/documents").body()).doesNotContain("contended");
		assertOneDirectory(run.path("id").stringValue());
	}

	private double updates() {
		return this.meters.get("polystore.atomic.update")
			.tag("outcome", "written")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private static void assertAddsUp(JsonNode run, JsonNode way) {
		List<JsonNode> workers = run.path("workers").valueStream().toList();
		assertThat(workers).hasSize(3).allSatisfy((worker) -> {
			assertThat(worker.path("state").stringValue()).isEqualTo("FINISHED");
			assertThat(worker.path("pid").longValue()).isPositive();
		});
		long acknowledged = workers.stream().mapToLong((worker) -> worker.path("acknowledged").longValue()).sum();
		assertThat(run.path("acknowledged").longValue()).isEqualTo(acknowledged);
		assertThat(way.path("acknowledged").longValue()).isEqualTo(acknowledged);
		assertThat(run.path("perSecond").doubleValue()).isEqualTo(way.path("perSecond").doubleValue(), within(1e-3));
		assertThat(acknowledged * 1000 / way.path("perSecond").doubleValue())
			.isEqualTo(run.path("elapsedMillis").doubleValue(), within(1.5));
	}

	private static void assertOneDirectory(String run) throws IOException {
		try (Stream<Path> directories = Files.list(DIRECTORY.resolve("lab"))) {
			assertThat(directories.map((directory) -> directory.getFileName().toString())).containsExactly(run);
		}
	}

	@Test
	void whatAKilledProcessHasAcknowledgedIsThere() {
		LabRuns lab = new LabRuns(this.api);
		lab.start(2, 2, 2);
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(lab::current, (run) -> run.path("workers").path(1).path("acknowledged").longValue() > 0);
		JsonNode killed = Api.json(Api.assertStatus(this.api.post(LabRuns.PATH + "/kill"), 200));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> ProcessHandle.of(killed.path("pid").longValue()).filter(ProcessHandle::isAlive).isEmpty());
		JsonNode worker = lab.current().path("workers").path(1);
		assertThat(worker.path("name")).isEqualTo(killed.path("name"));
		assertThat(worker.path("state").stringValue()).isEqualTo("KILLED");
		JsonNode verdict = lab.awaitEnd().path("verdict");
		LabRuns.assertHolds(verdict.path("library"), 1);
		assertThat(verdict.path("library").path("unacknowledged").intValue()).isBetween(0, 2);
		LabRuns.assertHolds(verdict.path("handWritten"), 0);
	}

	@Test
	void whoeverListensSeesTheRunToItsEndAndNoOtherBeginsMeanwhile() {
		LabRuns lab = new LabRuns(this.api);
		try (EventStream stream = EventStream.open(this.api.port())) {
			String id = lab.start(1, 2, 1).path("id").stringValue();
			JsonNode library = stream.next("lab", (run) -> run.path("phase").stringValue().equals("LIBRARY"));
			assertThat(library.path("id").stringValue()).isEqualTo(id);
			Api.assertProblem(this.api.post(LabRuns.PATH + "/runs", "{\"processes\":1,\"threads\":1,\"seconds\":1}"),
					409, "lab-busy");
			stream.next("lab", (run) -> run.path("phase").stringValue().equals("HAND_WRITTEN"));
			JsonNode end = stream.next("lab", (run) -> !run.path("verdict").isNull());
			assertThat(end).isEqualTo(lab.current());
			Api.assertProblem(this.api.post(LabRuns.PATH + "/kill"), 409, "no-process");
		}
		try (EventStream late = EventStream.open(this.api.port())) {
			assertThat(late.next("lab")).isEqualTo(lab.current());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"processes\":9,\"threads\":1,\"seconds\":1}",
			"{\"processes\":0,\"threads\":1,\"seconds\":1}", "{\"processes\":1,\"threads\":17,\"seconds\":1}",
			"{\"processes\":1,\"threads\":1,\"seconds\":61}", "{\"processes\":1,\"threads\":1}", "{}",
			"{\"processes\":\"1\",\"threads\":1,\"seconds\":1}" })
	void whatIsOutOfRangeIsRefused(String request) {
		Api.assertProblem(this.api.post(LabRuns.PATH + "/runs", request), 400, "malformed-body");
	}

	@Test
	void theLimitsAreTold() {
		JsonNode limits = Api.json(this.api.get(LabRuns.PATH)).path("limits");
		assertThat(limits.toString()).isEqualTo("{\"processes\":8,\"threads\":16,\"seconds\":60}");
	}

}
