package io.polystore.sample;

import java.util.Locale;
import java.util.Map;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * An engine that keeps the locks of replicas, and how they reach it.
 */
enum Engine {

	/** Remembers a lock that it acknowledged, also if it is killed. */
	REDIS(Map.of("SPRING_DATA_REDIS_HOST", Engine.HOST)) {

		@Override
		GenericContainer<?> container() {
			return new GenericContainer<>("redis:7")
				.withCommand("redis-server", "--appendonly", "yes", "--appendfsync", "always")
				.waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
		}

	},

	POSTGRESQL(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://" + Engine.HOST + "/test",
			"SPRING_DATASOURCE_USERNAME", "test", "SPRING_DATASOURCE_PASSWORD", "test")) {

		@Override
		GenericContainer<?> container() {
			return new PostgreSQLContainer("postgres:15");
		}

	};

	static final String HOST = "engine";

	private final Map<String, String> environment;

	Engine(Map<String, String> environment) {
		this.environment = environment;
	}

	abstract GenericContainer<?> container();

	/** What a replica is told about the engine. */
	Map<String, String> environment() {
		return this.environment;
	}

	/** The profile of a replica. */
	String profile() {
		return name().toLowerCase(Locale.ROOT);
	}

}
