package io.polystore.sample;

import java.nio.file.Path;
import java.util.List;

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
	void theProcessesOfThePackagedJarWorkAndDoNotOutliveIt() throws Exception {
		try (PackagedService service = PackagedService.start(this.directory)) {
			LabRuns lab = new LabRuns(service.api());
			lab.start(2, 2, 1);
			JsonNode run = lab.awaitEnd();
			assertThat(run.path("workers").valueStream()).hasSize(3)
				.allSatisfy((worker) -> assertThat(worker.path("acknowledged").longValue()).isPositive());
			LabRuns.assertHolds(run.path("verdict").path("library"), 0);
			LabRuns.assertHolds(run.path("verdict").path("handWritten"), 0);
			List<ProcessHandle> processes = lab.startLong();
			service.kill();
			LabRuns.awaitEnd(processes);
		}
	}

}
