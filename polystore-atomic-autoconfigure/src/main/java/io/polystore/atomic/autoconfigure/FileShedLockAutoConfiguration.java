package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.integration.shedlock.FileShedLockProvider;
import io.polystore.atomic.probe.DirectoryRole;
import net.javacrumbs.shedlock.core.LockProvider;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for {@link FileShedLockProvider}, if
 * {@code polystore.atomic.integration.shedlock.enabled} is set.
 * <p>
 * Backs off if there is a {@link LockProvider} bean. The application does not start if
 * the directory of the locks cannot be used.
 *
 * @since 0.1
 */
@AutoConfiguration(after = AtomicFileAutoConfiguration.class)
@EnableConfigurationProperties(AtomicFileProperties.class)
@Import({ AtomicFileDirectoriesConfiguration.class, DirectoryProbeConfiguration.class })
@ConditionalOnClass({ LockProvider.class, JsonMapper.class })
@ConditionalOnSingleCandidate(AtomicFileOperations.class)
@ConditionalOnBooleanProperty(FileShedLockAutoConfiguration.PREFIX + ".enabled")
public final class FileShedLockAutoConfiguration {

	static final String PREFIX = "polystore.atomic.integration.shedlock";

	@Bean
	@ConditionalOnMissingBean(LockProvider.class)
	FileShedLockProvider fileShedLockProvider(AtomicFileOperations files, AtomicFileProperties properties,
			AtomicFileDirectories directories, StartUpCheck startUpCheck) {
		Path directory = properties.getIntegration().getShedlock().directory(directories.documents());
		startUpCheck.check(PREFIX + ".directory", directory, role(directories), files, WriteOptions.inherit());
		return new FileShedLockProvider(files, directory);
	}

	private static DirectoryRole role(AtomicFileDirectories directories) {
		return (directories.locks() != null) ? DirectoryRole.FILES : DirectoryRole.FILES_AND_LOCKS;
	}

}
