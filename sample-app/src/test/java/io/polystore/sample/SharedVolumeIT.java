package io.polystore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.polystore.atomic.write.TempNames;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.lifecycle.Startables;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Two containers of the packaged jar work on one volume.
 */
@Timeout(300)
class SharedVolumeIT {

	private static final int CLIENTS = 8;

	private static final int OPERATIONS_OF_EACH = 40;

	private static final String COUNTER = "/api/counters/operations";

	private static final String RESULTS = "/api/jobs/import/results";

	@TempDir
	private Path volume;

	@BeforeAll
	static void dockerIsNeeded() {
		assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("a Docker engine is needed").isTrue();
	}

	@Test
	void everyAcknowledgedOperationIsThereExactlyOnce() throws Exception {
		try (RunStateContainer one = new RunStateContainer(this.volume);
				RunStateContainer other = new RunStateContainer(this.volume)) {
			Startables.deepStart(one, other).join();
			List<Api> apis = List.of(one.api(), other.api());
			List<Operation> acknowledged = Clients.atOnce(CLIENTS, (client) -> client(client, apis.get(client % 2)))
				.stream()
				.flatMap(List::stream)
				.toList();
			apis.forEach((api) -> assertEachIsThereOnce(api, acknowledged));
		}
		assertNoTempIsLeft();
	}

	private static Callable<List<Operation>> client(int client, Api api) {
		return () -> {
			List<Operation> acknowledged = new ArrayList<>();
			for (int i = 0; i < OPERATIONS_OF_EACH; i++) {
				acknowledged.add(operate(api, client + "-" + i));
			}
			return acknowledged;
		};
	}

	private static Operation operate(Api api, String id) {
		JsonNode counted = Api.json(Api.assertStatus(api.post(COUNTER + "/increment", "{\"id\":\"" + id + "\"}"), 200));
		Api.assertStatus(ReportingClient.send(api, RESULTS, id), 201);
		return new Operation(id, counted.path("count").longValue());
	}

	private static void assertEachIsThereOnce(Api api, List<Operation> acknowledged) {
		List<String> ids = acknowledged.stream().map(Operation::id).toList();
		assertThat(acknowledged).extracting(Operation::count)
			.containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, ids.size()).boxed().toList());
		JsonNode counter = Api.json(api.get(COUNTER));
		assertThat(counter.path("count").longValue()).isEqualTo(ids.size());
		assertThat(counter.path("operations").propertyNames()).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(Api.json(api.get(RESULTS)).path("results").values())
			.extracting((result) -> result.path("id").stringValue())
			.containsExactlyInAnyOrderElementsOf(ids);
	}

	private void assertNoTempIsLeft() throws IOException {
		try (Stream<Path> files = Files.walk(this.volume)) {
			assertThat(files).noneMatch((file) -> TempNames.isTemp(file.getFileName().toString()));
		}
	}

	private record Operation(String id, long count) {

	}

}
