package io.polystore.sample;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

/**
 * The engine of the active profile, in a container.
 */
@TestConfiguration(proxyBeanMethods = false)
class Engines {

	@Bean
	@ServiceConnection("redis")
	@Profile("redis")
	GenericContainer<?> redis() {
		return new GenericContainer<>("redis:7").withExposedPorts(6379);
	}

	@Bean
	@ServiceConnection
	@Profile("postgresql")
	PostgreSQLContainer postgresql() {
		return new PostgreSQLContainer("postgres:15");
	}

}
