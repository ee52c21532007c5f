package io.polystore.atomic.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The directories of an application that brings none of its own.
 */
@Configuration(proxyBeanMethods = false)
class AtomicFileDirectoriesConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AtomicFileDirectories atomicFileDirectories(AtomicFileProperties properties) {
		return new PropertiesAtomicFileDirectories(properties);
	}

}
