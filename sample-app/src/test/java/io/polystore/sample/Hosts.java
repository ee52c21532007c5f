package io.polystore.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;

/**
 * Replicas on one volume that reach each other through an engine only, as if each had a
 * host of its own. They are in two networks: one leads to the engine and can be cut, the
 * other one to the test.
 */
final class Hosts implements AutoCloseable {

	private final Network outside = Network.newNetwork();

	private final Network inside = Network.newNetwork();

	private final GenericContainer<?> engine;

	private final List<RunStateContainer> replicas;

	private final List<Api> apis = new CopyOnWriteArrayList<>();

	private Hosts(Engine engine, Path volume, int replicas, Map<String, String> environment) {
		this.engine = engine.container().withNetwork(this.inside).withNetworkAliases(Engine.HOST);
		this.replicas = Stream.generate(() -> replica(engine, volume, environment)).limit(replicas).toList();
	}

	private RunStateContainer replica(Engine engine, Path volume, Map<String, String> environment) {
		return new RunStateContainer(volume).alsoIn(this.inside)
			.withNetwork(this.outside)
			.withEnv("SPRING_PROFILES_ACTIVE", engine.profile())
			.withEnv(engine.environment())
			.withEnv(environment);
	}

	static Hosts start(Engine engine, Path volume, int replicas, Map<String, String> environment) {
		Hosts hosts = new Hosts(engine, volume, replicas, environment);
		try {
			hosts.engine.start();
			Startables.deepStart(hosts.replicas).join();
			hosts.replicas.forEach((replica) -> hosts.apis.add(replica.api()));
			return hosts;
		}
		catch (RuntimeException ex) {
			hosts.close();
			throw ex;
		}
	}

	/** Where the replicas are now. */
	List<Api> apis() {
		return this.apis;
	}

	Fault engine() {
		return new Fault(this.engine);
	}

	Fault replica(int replica) {
		return new Fault(this.replicas.get(replica));
	}

	/** Cuts a replica off from the engine, but not from its clients. */
	void cutOff(int replica) {
		replica(replica).disconnectFrom(this.inside);
	}

	void reconnect(int replica) {
		replica(replica).connectTo(this.inside);
	}

	/** Starts a replica that was killed, and waits until it serves. */
	void startAgain(int replica) {
		replica(replica).startAgain();
		this.apis.set(replica, this.replicas.get(replica).awaitApi(Duration.ofMinutes(2)));
	}

	String log(int replica) {
		return this.replicas.get(replica).getLogs();
	}

	@Override
	public void close() {
		this.replicas.forEach(GenericContainer::stop);
		this.engine.stop();
		this.outside.close();
		this.inside.close();
	}

}
