package io.polystore.sample;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar probes its directory with another process, whose program lies in a jar
 * within the jar.
 */
@Timeout(300)
class PackagedProbeIT {

	@TempDir
	private Path directory;

	@Test
	void aLockExcludesAnotherProcess() throws Exception {
		try (PackagedService service = PackagedService.start(this.directory, "--polystore.atomic.probe.mode=full",
				"--logging.level.io.polystore.atomic=debug")) {
			service.api();
			assertThat(service.log()).contains("probe 'full': usable", "OK lock: a lock excluded another process");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

}
