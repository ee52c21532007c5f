package io.polystore.atomic.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything at once, for long: nothing that was acknowledged is lost, and nothing grows.
 */
class SoakTests {

	private static final long SEED = Long.getLong("polystore.atomic.test.seed", System.nanoTime());

	private static final int MINUTES = Integer.getInteger("polystore.atomic.test.soak-minutes", 10);

	@TempDir
	private Path directory;

	@Test
	@Timeout(600)
	void forSomeSecondsNothingIsLostAndNothingGrows() throws Exception {
		run(Duration.ofSeconds(8), Duration.ofMillis(1500));
	}

	@Test
	@Tag("soak")
	@Timeout(7200)
	void forSomeMinutesNothingIsLostAndNothingGrows() throws Exception {
		run(Duration.ofMinutes(MINUTES), Duration.ofSeconds(10));
	}

	private void run(Duration time, Duration interval) throws Exception {
		Assumptions.assumeTrue(Files.isDirectory(Sample.DESCRIPTORS), "this system does not show descriptors");
		Soak soak = new Soak(this.directory, SEED);
		List<String> violations = soak.run(time, interval);
		Suite.report("Soak", soak.figures());
		assertThat(violations).isEmpty();
	}

}
