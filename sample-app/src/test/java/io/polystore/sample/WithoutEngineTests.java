package io.polystore.sample;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.integration.support.locks.LockRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without a profile there is no engine, though its client is on the class path.
 */
class WithoutEngineTests extends AbstractHttpTests {

	@Autowired
	private ApplicationContext context;

	@Test
	void nothingOfAnEngineIsConfigured() {
		assertThat(this.context.getBeanNamesForType(LockRegistry.class)).isEmpty();
		assertThat(this.context.getBeanNamesForType(DataSource.class)).isEmpty();
		assertThat(this.context.getBeanNamesForType(RedisConnectionFactory.class)).isEmpty();
	}

	@Test
	void nothingOfAnEngineHasAHealth() {
		assertThat(Api.json(this.api.get("/actuator/health")).path("components").propertyNames()).doesNotContain("db",
				"redis");
	}

	@Test
	void nothingOfAnEngineHasAThread() {
		assertThat(Thread.getAllStackTraces().keySet()).map(Thread::getName)
			.noneMatch((thread) -> thread.matches("(?i).*(lettuce|hikari).*"));
	}

}
