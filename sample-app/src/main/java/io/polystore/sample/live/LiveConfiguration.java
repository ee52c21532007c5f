package io.polystore.sample.live;

import java.util.List;

import io.polystore.atomic.actuate.AtomicFilesEndpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Says where the locks are known: to the endpoint of the library, if it is exposed.
 */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

	@Bean
	LiveLocks liveLocks(ObjectProvider<AtomicFilesEndpoint> endpoint) {
		AtomicFilesEndpoint exposed = endpoint.getIfAvailable();
		return (exposed != null) ? () -> exposed.atomicFiles().locks().stream().map(LiveLock::of).toList() : List::of;
	}

}
