package io.polystore.sample.hosts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.integration.redis.util.RedisLockRegistry;

/**
 * Locks in Redis.
 */
@Configuration(proxyBeanMethods = false)
@Profile("redis")
class RedisLockConfiguration {

	@Bean
	RedisLockRegistry lockRegistry(RedisConnectionFactory connections) {
		return new RedisLockRegistry(connections, "run-state");
	}

}
