package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.core.SafeListener;
import io.polystore.atomic.write.StaleTempSweeper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that removes the temporary files of dead processes from
 * {@code polystore.atomic.directory} once the application has started.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFileAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@Import(AtomicFileDirectoriesConfiguration.class)
@ConditionalOnBean(AtomicFileOperations.class)
@ConditionalOnBooleanProperty(name = "polystore.atomic.cleanup.enabled", matchIfMissing = true)
public final class StaleTempCleanupAutoConfiguration {

	@Bean
	StaleTempCleanup staleTempCleanup(AtomicFileProperties properties, AtomicFileDirectories directories,
			ApplicationContext context, ObjectProvider<AtomicFileListener> listeners) {
		StaleTempSweeper sweeper = new StaleTempSweeper(properties.getCleanup().getMaxAge(),
				SafeListener.of(listeners.orderedStream().toList()));
		return new StaleTempCleanup(sweeper, directories.documents(), context);
	}

}
