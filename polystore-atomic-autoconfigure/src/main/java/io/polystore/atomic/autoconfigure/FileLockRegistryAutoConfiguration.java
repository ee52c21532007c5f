package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.integration.locks.FileLockRegistry;
import io.polystore.atomic.probe.DirectoryRole;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * Auto-configuration for {@link FileLockRegistry}, if
 * {@code polystore.atomic.integration.lock-registry.enabled} is set: an application on
 * several hosts must not get locks that hold on one of them unawares.
 * <p>
 * Backs off if there is a {@link LockRegistry} bean. The application does not start if
 * the directory of the lock files cannot be used, or if file locks are to be made of a
 * lock registry themselves.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFileAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@Import({ AtomicFileDirectoriesConfiguration.class, DirectoryProbeConfiguration.class })
@ConditionalOnClass(LockRegistry.class)
@ConditionalOnSingleCandidate(AtomicFileOperations.class)
@ConditionalOnBooleanProperty(FileLockRegistryAutoConfiguration.PREFIX + ".enabled")
public final class FileLockRegistryAutoConfiguration {

	static final String PREFIX = "polystore.atomic.integration.lock-registry";

	@Bean
	@ConditionalOnMissingBean(LockRegistry.class)
	FileLockRegistry fileLockRegistry(AtomicFileOperations files, AtomicFileProperties properties,
			AtomicFileDirectories directories, StartUpCheck startUpCheck) {
		Path directory = properties.getIntegration().getLockRegistry().directory(directories.documents());
		startUpCheck.check(PREFIX + ".directory", directory, DirectoryRole.LOCKS, files,
				WriteOptions.of(Durability.NONE).withCreateDirectories(true));
		return new FileLockRegistry(files, directory);
	}

	/**
	 * A nested configuration comes first, so that this bean takes the place of the other
	 * one.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "polystore.atomic.lock.type", havingValue = "registry")
	static class CircleConfiguration {

		@Bean
		@ConditionalOnMissingBean(LockRegistry.class)
		FileLockRegistry fileLockRegistry() {
			throw new FailureAnalyzedException(
					"The properties 'polystore.atomic.lock.type' (registry) and '%s.enabled' (true) do not fit together: file locks would be made of the lock registry, and the lock registry of file locks"
						.formatted(PREFIX),
					"Define a LockRegistry bean of another kind, set 'polystore.atomic.lock.type' to 'file-channel', or set '%s.enabled' to 'false'."
						.formatted(PREFIX));
		}

	}

}
