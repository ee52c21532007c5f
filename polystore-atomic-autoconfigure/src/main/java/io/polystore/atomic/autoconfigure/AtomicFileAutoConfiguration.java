package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.core.AtomicFileTemplateBuilder;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.probe.DirectoryRole;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for {@link AtomicFileTemplate}.
 * <p>
 * Every {@link AtomicFileListener} bean is told what the template does. A
 * {@link FileLockProvider} bean takes the place of the property that chooses one. The
 * template is closed with the context, after the web server has finished its requests and
 * the beans that use the template were destroyed, and waits for operations under way. The
 * application does not start if the directory for lock files cannot be used.
 *
 * @since 0.1
 */
@AutoConfiguration
@EnableConfigurationProperties(AtomicFileProperties.class)
@Import({ AtomicFileDirectoriesConfiguration.class, DirectoryProbeConfiguration.class })
public final class AtomicFileAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(AtomicFileOperations.class)
	AtomicFileTemplate atomicFileTemplate(AtomicFileProperties properties, AtomicFileDirectories directories,
			Environment environment, ObjectProvider<FileLockProvider> lockProvider,
			ObjectProvider<AtomicFileListener> listeners, ObjectProvider<AtomicFileTemplateCustomizer> customizers,
			StartUpCheck startUpCheck) {
		AtomicFileTemplateBuilder builder = AtomicFileTemplate.builder();
		AtomicFileTemplateConfigurer configurer = new AtomicFileTemplateConfigurer(properties, environment);
		configurer.configure(builder);
		builder.lockDirectory(directories.locks());
		builder.lockProvider(lockProvider.getIfAvailable(configurer::lockProvider));
		listeners.orderedStream().forEach(builder::listener);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		AtomicFileTemplate template = builder.build();
		checkLockDirectory(directories.locks(), template, startUpCheck);
		return template;
	}

	private static void checkLockDirectory(@Nullable Path directory, AtomicFileTemplate template,
			StartUpCheck startUpCheck) {
		if (directory != null) {
			startUpCheck.check("polystore.atomic.lock.directory", directory, DirectoryRole.LOCKS, template,
					WriteOptions.of(Durability.NONE));
		}
	}

}
