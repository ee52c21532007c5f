package io.polystore.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar starts processes from itself.
 */
@Timeout(300)
class LabIT {

	@TempDir
	private Path directory;

	@Test
	void theProcessesOfThePackagedJarWork() throws Exception {
		try (PackagedService service = PackagedService.start(this.directory)) {
			LabRuns lab = new LabRuns(service.api());
			lab.start(2, 2, 1);
			JsonNode run = lab.awaitEnd();
			assertThat(run.path("workers").valueStream()).hasSize(3)
				.allSatisfy((worker) -> assertThat(worker.path("acknowledged").longValue()).isPositive());
			LabRuns.assertHolds(run.path("verdict").path("library"), 0);
			LabRuns.assertHolds(run.path("verdict").path("handWritten"), 0);
		}
	}

	@Test
	void noProcessOutlivesTheApplication() throws Exception {
		try (PackagedService service = PackagedService.start(this.directory)) {
			List<ProcessHandle> processes = startLongRun(service);
			assertThat(service.stop()).isEqualTo(143);
			assertEnd(processes);
		}
	}

	@Test
	void noProcessOutlivesAnApplicationThatIsKilled() throws Exception {
		try (PackagedService service = PackagedService.start(this.directory)) {
			List<ProcessHandle> processes = startLongRun(service);
			service.kill();
			assertEnd(processes);
		}
	}

	private static List<ProcessHandle> startLongRun(PackagedService service) {
		LabRuns lab = new LabRuns(service.api());
		lab.start(1, 2, 60);
		List<ProcessHandle> processes = lab.await("LIBRARY")
			.path("workers")
			.valueStream()
			.skip(1)
			.flatMap((worker) -> ProcessHandle.of(worker.path("pid").longValue()).stream())
			.toList();
		assertThat(processes).hasSize(1);
		return processes;
	}

	private static void assertEnd(List<ProcessHandle> processes) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
	}

}
