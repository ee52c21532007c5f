package io.polystore.sample.live;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Says where the locks are known.
 */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

	@Bean
	LiveLocks liveLocks() {
		return List::of;
	}

}
