package io.polystore.atomic.actuate;

import java.time.Duration;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * The settings of the template in force, as {@link AtomicFilesEndpoint} shows them. The
 * {@code configprops} endpoint shows all properties.
 *
 * @param lockType the type of the lock provider
 * @param lockTimeout how long to wait for a lock
 * @param lockPollInterval the longest pause between two attempts where a lock is polled
 * @param lockDirectory whether lock files have a directory of their own
 * @param durability what a completed write survives
 * @param allowMissingDirectoryForce whether {@code FULL} is accepted where directories
 * cannot be forced
 * @param createDirectories whether missing directories are created
 * @since 0.1
 */
public record ConfigurationDescriptor(String lockType, Duration lockTimeout, Duration lockPollInterval,
		boolean lockDirectory, Durability durability, boolean allowMissingDirectoryForce, boolean createDirectories) {

	static ConfigurationDescriptor of(AtomicFileTemplate files) {
		return new ConfigurationDescriptor(files.lockProvider().getClass().getSimpleName(),
				files.lockOptions().timeout(), files.lockOptions().pollInterval(), files.lockDirectory() != null,
				files.writeOptions().durability(), files.allowsMissingDirectoryForce(),
				files.writeOptions().createDirectories());
	}

}
