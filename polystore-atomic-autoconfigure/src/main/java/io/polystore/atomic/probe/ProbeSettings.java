package io.polystore.atomic.probe;

import java.util.Objects;
import java.util.Set;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.FileLockProvider;

/**
 * What a directory is measured by.
 *
 * @param mode how thoroughly it is probed
 * @param lockProvider the kind of lock in force
 * @param durability the durability in force
 * @param allowMissingDirectoryForce whether {@code FULL} is accepted where directories
 * cannot be forced
 * @param accepted checks whose refusal becomes a warning, and whose warning counts as
 * {@code OK}
 * @since 0.1
 */
public record ProbeSettings(ProbeMode mode, FileLockProvider lockProvider, Durability durability,
		boolean allowMissingDirectoryForce, Set<ProbeCheck> accepted) {

	/**
	 * The mode where no other was chosen: {@link ProbeMode#QUICK}.
	 */
	public static final ProbeMode DEFAULT_MODE = ProbeMode.QUICK;

	/**
	 * Creates settings.
	 * @param mode how thoroughly a directory is probed
	 * @param lockProvider the kind of lock in force
	 * @param durability the durability in force
	 * @param allowMissingDirectoryForce whether {@code FULL} is accepted where
	 * directories cannot be forced
	 * @param accepted checks that are accepted
	 */
	public ProbeSettings {
		Objects.requireNonNull(mode, "'mode' must not be null");
		Objects.requireNonNull(lockProvider, "'lockProvider' must not be null");
		Objects.requireNonNull(durability, "'durability' must not be null");
		accepted = Set.copyOf(accepted);
	}

	/**
	 * Returns the settings for the files of a template: its locks and its durability, the
	 * default mode, and nothing accepted.
	 * @param files the template
	 * @return its settings
	 */
	public static ProbeSettings of(AtomicFileTemplate files) {
		return new ProbeSettings(DEFAULT_MODE, files.lockProvider(), files.writeOptions().durability(),
				files.allowsMissingDirectoryForce(), Set.of());
	}

	/**
	 * Returns these settings with another mode.
	 * @param mode how thoroughly a directory is probed
	 * @return new settings
	 */
	public ProbeSettings withMode(ProbeMode mode) {
		return new ProbeSettings(mode, this.lockProvider, this.durability, this.allowMissingDirectoryForce,
				this.accepted);
	}

	/**
	 * Returns these settings with other accepted checks.
	 * @param accepted the checks that are accepted
	 * @return new settings
	 */
	public ProbeSettings withAccepted(Set<ProbeCheck> accepted) {
		return new ProbeSettings(this.mode, this.lockProvider, this.durability, this.allowMissingDirectoryForce,
				accepted);
	}

}
