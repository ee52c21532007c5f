package io.polystore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.write.TempNames;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Three containers of the packaged jar work on one volume, with the locks of the kernel
 * that they share; again and again one of them is killed, or stands still.
 */
@Timeout(1800)
class SharedVolumeIT {

	/** Shorter than anybody waits for a lock. */
	private static final Duration PAUSE = Duration.ofSeconds(2);

	@TempDir
	private Path volume;

	@BeforeAll
	static void dockerIsNeeded() {
		assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("a Docker engine is needed").isTrue();
	}

	@Test
	void whatWasAcknowledgedIsThereExactlyOnceWhateverFails() {
		try (Replicas replicas = new Replicas(() -> new RunStateContainer(this.volume))) {
			replicas.start();
			FaultRounds rounds = new FaultRounds("kernel", replicas);
			for (int round = 0; round < FaultRounds.ROUNDS; round++) {
				failInTurn(rounds, replicas, round);
			}
			rounds.print();
			Awaitility.await().atMost(FaultRounds.PATIENCE).untilAsserted(() -> assertThat(temps()).isEmpty());
		}
	}

	private static void failInTurn(FaultRounds rounds, Replicas replicas, int round) {
		int killed = round % Replicas.COUNT;
		rounds.round("kill", (load) -> {
			replicas.fault(killed).kill();
			load.awaitMore(FaultRounds.CLIENTS, FaultRounds.PATIENCE);
			replicas.startAgain(killed);
		});
		rounds.round("pause", (load) -> pause(load, replicas.fault((round + 1) % Replicas.COUNT)));
		rounds.judge();
	}

	/** If it holds the lock, the others wait. */
	private static void pause(Load load, Fault victim) {
		victim.pause();
		load.awaitMore(0, PAUSE, FaultRounds.PATIENCE);
		victim.unpause();
	}

	private List<Path> temps() throws IOException {
		try (Stream<Path> files = Files.walk(this.volume)) {
			return files.filter((file) -> TempNames.isTemp(file.getFileName().toString())).toList();
		}
	}

}
