package io.polystore.sample;

import java.nio.file.Path;
import java.util.concurrent.locks.Lock;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.DockerClientFactory;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.support.locks.LockRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A developer starts the sample together with an engine.
 */
@Timeout(300)
class TestApplicationTests {

	@TempDir
	private Path directory;

	@BeforeAll
	static void dockerIsNeeded() {
		assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("a Docker engine is needed").isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "redis, redis, RedisLockRegistry", "postgresql, db, JdbcLockRegistry" })
	void startsWithTheEngineOfItsProfile(String profile, String health, String type) {
		try (ConfigurableApplicationContext application = start(profile)) {
			LockRegistry<?> registry = application.getBean(LockRegistry.class);
			assertThat(registry.getClass().getSimpleName()).isEqualTo(type);
			Lock lock = registry.obtain("key");
			assertThat(lock.tryLock()).isTrue();
			lock.unlock();
			assertThat(health(application, health)).isEqualTo("UP");
		}
	}

	private ConfigurableApplicationContext start(String profile) {
		return TestApplication.run("--spring.profiles.active=" + profile, "--server.port=0",
				"--polystore.atomic.directory=" + this.directory);
	}

	private static String health(ConfigurableApplicationContext application, String component) {
		Api api = new Api(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		return Api.json(api.get("/actuator/health")).path("components").path(component).path("status").stringValue();
	}

}
