package io.polystore.sample;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lab as a client sees it.
 */
final class LabRuns {

	static final String PATH = "/api/lab";

	private final Api api;

	LabRuns(Api api) {
		this.api = api;
	}

	JsonNode start(int processes, int threads, int seconds) {
		String request = "{\"processes\":%d,\"threads\":%d,\"seconds\":%d}".formatted(processes, threads, seconds);
		return Api.json(Api.assertStatus(this.api.post(PATH + "/runs", request), 202));
	}

	JsonNode current() {
		return Api.json(Api.assertStatus(this.api.get(PATH), 200)).path("run");
	}

	JsonNode await(String... phases) {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(this::current, (run) -> List.of(phases).contains(run.path("phase").stringValue()));
	}

	JsonNode awaitEnd() {
		JsonNode run = await("FINISHED", "FAILED");
		assertThat(run.path("failure").isNull()).as(run.toPrettyString()).isTrue();
		return run;
	}

	/**
	 * Starts a run that ends only if it is ended.
	 * @return its process
	 */
	List<ProcessHandle> startLong() {
		start(1, 2, 60);
		List<ProcessHandle> processes = await("LIBRARY").path("workers")
			.valueStream()
			.skip(1)
			.flatMap((worker) -> ProcessHandle.of(worker.path("pid").longValue()).stream())
			.toList();
		assertThat(processes).hasSize(1);
		return processes;
	}

	static void awaitEnd(List<ProcessHandle> processes) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
	}

	static void assertHolds(JsonNode way, int killed) {
		assertThat(way.path("holds").booleanValue()).as(way.toPrettyString()).isTrue();
		assertThat(way.path("acknowledged").longValue()).isPositive();
		assertThat(way.path("exactlyOnce").longValue()).isEqualTo(way.path("acknowledged").longValue());
		assertThat(way.path("lost").longValue()).isZero();
		assertThat(way.path("twice").longValue()).isZero();
		assertThat(way.path("killed").intValue()).isEqualTo(killed);
		assertThat(way.path("perSecond").doubleValue()).isPositive();
	}

}
