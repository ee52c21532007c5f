package io.polystore.atomic.testing;

import io.polystore.atomic.autoconfigure.AtomicFileAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that puts the directory of the documents into memory, where
 * {@link AutoConfigureAtomicFiles} asks for it.
 *
 * @since 0.1
 */
@AutoConfiguration(before = AtomicFileAutoConfiguration.class)
public final class InMemoryAtomicFilesAutoConfiguration {

	@Bean
	InMemoryAtomicFileDirectories inMemoryAtomicFileDirectories() {
		return new InMemoryAtomicFileDirectories();
	}

}
