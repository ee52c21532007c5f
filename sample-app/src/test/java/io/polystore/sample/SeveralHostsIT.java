package io.polystore.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.DockerClientFactory;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Three replicas share a volume and an engine for their locks; again and again one of
 * them is killed, cut off from the engine or stands still, or the engine restarts.
 */
@Timeout(3600)
class SeveralHostsIT {

	private static final Duration LEASE = Duration.ofSeconds(2);

	private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(3);

	@TempDir
	private Path volume;

	private Hosts hosts;

	private int heldByWhoStoodStill;

	@BeforeAll
	static void dockerIsNeeded() {
		assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("a Docker engine is needed").isTrue();
	}

	@AfterEach
	void stop() {
		if (this.hosts != null) {
			this.hosts.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatWasAcknowledgedIsThereExactlyOnceWhateverFails(Engine engine) {
		this.hosts = Hosts.start(engine, this.volume, Map.of("POLYSTORE_ATOMIC_LOCK_LEASE", LEASE.toSeconds() + "s"));
		FaultRounds rounds = new FaultRounds(engine.profile(), this.hosts.replicas());
		try {
			for (int round = 0; round < FaultRounds.ROUNDS; round++) {
				failInTurn(rounds, round);
			}
			assertNobodyWroteWhileAnotherHeldTheLock();
		}
		finally {
			rounds.print();
			System.out.printf("%s, pause: %d times the lock was held by whoever stood still%n", engine.profile(),
					this.heldByWhoStoodStill);
		}
	}

	/**
	 * What others write under a lock is noticed, and so would not show in what is there.
	 */
	private void assertNobodyWroteWhileAnotherHeldTheLock() {
		for (int replica = 0; replica < Replicas.COUNT; replica++) {
			assertThat(told(replica, "was changed by others while lock")).as("replica %d", replica).isZero();
		}
	}

	/** While the replica that was killed starts, the others have their faults. */
	private void failInTurn(FaultRounds rounds, int round) {
		rounds.round("kill", (load) -> kill(load, round % Replicas.COUNT));
		rounds.round("network-cut", (load) -> cutOff(load, (round + 1) % Replicas.COUNT));
		pause(rounds, (round + 2) % Replicas.COUNT);
		this.hosts.replicas().awaitAll();
		rounds.round("engine-restart", this::restartEngine);
		rounds.judge();
	}

	private void kill(Load load, int victim) {
		this.hosts.replicas().fault(victim).kill();
		load.awaitMore(FaultRounds.CLIENTS, FaultRounds.PATIENCE);
		this.hosts.replicas().startAgain(victim);
	}

	private void cutOff(Load load, int victim) {
		this.hosts.cutOff(victim);
		load.awaitMore(FaultRounds.CLIENTS, LONGER_THAN_A_LEASE, FaultRounds.PATIENCE);
		this.hosts.reconnect(victim);
		this.hosts.replicas().awaitWriting(victim);
	}

	private void pause(FaultRounds rounds, int victim) {
		int before = told(victim, "FileLockLostException");
		rounds.round("pause", (load) -> pause(load, victim));
		this.heldByWhoStoodStill += (told(victim, "FileLockLostException") > before) ? 1 : 0;
	}

	private void pause(Load load, int victim) {
		this.hosts.replicas().fault(victim).pause();
		load.awaitMore(FaultRounds.CLIENTS, LONGER_THAN_A_LEASE, FaultRounds.PATIENCE);
		this.hosts.replicas().fault(victim).unpause();
		this.hosts.replicas().awaitWriting(victim);
	}

	private int told(int replica, String text) {
		return StringUtils.countOccurrencesOf(this.hosts.replicas().log(replica), text);
	}

	/** Nobody goes on meanwhile. */
	private void restartEngine(Load load) {
		this.hosts.engine().kill();
		load.awaitMore(0, LONGER_THAN_A_LEASE, FaultRounds.PATIENCE);
		this.hosts.engine().startAgain();
	}

}
