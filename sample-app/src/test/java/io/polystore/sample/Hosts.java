package io.polystore.sample;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * Replicas on one volume that reach each other through an engine only, as if each had a
 * host of its own. They are in two networks: one leads to the engine and can be cut, the
 * other one to the test.
 */
final class Hosts implements AutoCloseable {

	private final Network outside = network("clients");

	/** Docker opens a container's ports in the network whose name comes first. */
	private final Network inside = network("engine");

	private final GenericContainer<?> engine;

	private final Replicas replicas;

	private Hosts(Engine engine, Path volume, Map<String, String> environment) {
		this.engine = engine.container().withNetwork(this.inside).withNetworkAliases(Engine.HOST);
		this.replicas = new Replicas(() -> replica(engine, volume, environment));
	}

	private static Network network(String name) {
		return Network.builder()
			.createNetworkCmdModifier((command) -> command.withName(name + "-" + UUID.randomUUID()))
			.build();
	}

	private RunStateContainer replica(Engine engine, Path volume, Map<String, String> environment) {
		return new RunStateContainer(volume).alsoIn(this.inside)
			.withNetwork(this.outside)
			.withEnv("SPRING_PROFILES_ACTIVE", engine.profile())
			.withEnv(engine.environment())
			.withEnv(environment);
	}

	static Hosts start(Engine engine, Path volume, Map<String, String> environment) {
		Hosts hosts = new Hosts(engine, volume, environment);
		try {
			hosts.engine.start();
			hosts.replicas.start();
			return hosts;
		}
		catch (RuntimeException ex) {
			hosts.close();
			throw ex;
		}
	}

	Replicas replicas() {
		return this.replicas;
	}

	Fault engine() {
		return new Fault(this.engine);
	}

	/** Cuts a replica off from the engine, but not from its clients. */
	void cutOff(int replica) {
		this.replicas.fault(replica).disconnectFrom(this.inside);
	}

	void reconnect(int replica) {
		this.replicas.fault(replica).connectTo(this.inside);
	}

	@Override
	public void close() {
		this.replicas.close();
		this.engine.stop();
		this.outside.close();
		this.inside.close();
	}

}
