package io.polystore.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Three replicas share a volume and an engine for their locks; again and again one of
 * them is killed or cut off from the engine, or the engine restarts.
 */
@Timeout(1800)
class SeveralHostsIT {

	private static final int ROUNDS = Integer.getInteger("polystore.atomic.test.fault-rounds", 2);

	private static final int REPLICAS = 3;

	private static final int CLIENTS = 6;

	private static final Duration LEASE = Duration.ofSeconds(2);

	private static final Duration LONGER_THAN_A_LEASE = LEASE.multipliedBy(2);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path volume;

	private Hosts hosts;

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
	void whatWasAcknowledgedIsThereExactlyOnceWhateverFails(Engine engine) throws Exception {
		this.hosts = Hosts.start(engine, this.volume, REPLICAS,
				Map.of("POLYSTORE_ATOMIC_LOCK_LEASE", LEASE.toSeconds() + "s"));
		for (int round = 0; round < ROUNDS; round++) {
			int victim = round % REPLICAS;
			String name = "%s-%d-".formatted(engine.profile(), round);
			kill(victim, name + "kill");
			restartEngine(name + "engine-restart");
			cutOff(victim, name + "network-cut");
		}
	}

	private void kill(int victim, String counter) throws Exception {
		Load load = start(counter);
		this.hosts.replica(victim).kill();
		load.awaitMore(CLIENTS, LONGER_THAN_A_LEASE, PATIENCE);
		this.hosts.startAgain(victim);
		finish(load);
	}

	/** Nobody goes on meanwhile. */
	private void restartEngine(String counter) throws Exception {
		Load load = start(counter);
		this.hosts.engine().stop();
		load.awaitMore(0, LONGER_THAN_A_LEASE, PATIENCE);
		this.hosts.engine().startAgain();
		finish(load);
	}

	private void cutOff(int victim, String counter) throws Exception {
		Load load = start(counter);
		this.hosts.cutOff(victim);
		load.awaitMore(CLIENTS, LONGER_THAN_A_LEASE, PATIENCE);
		this.hosts.reconnect(victim);
		finish(load);
	}

	private Load start(String counter) {
		Load load = Load.start(counter, CLIENTS, this.hosts::apis);
		load.awaitMore(10 * CLIENTS, PATIENCE);
		return load;
	}

	private void finish(Load load) throws Exception {
		load.awaitMore(10 * CLIENTS, PATIENCE);
		load.finish();
		Set<Load.Verdict> verdicts = new HashSet<>();
		this.hosts.apis().forEach((api) -> verdicts.add(load.verdict(api, 1)));
		System.out.println(load + ": " + verdicts);
		assertThat(verdicts).as("what the replicas show").hasSize(1);
	}

}
