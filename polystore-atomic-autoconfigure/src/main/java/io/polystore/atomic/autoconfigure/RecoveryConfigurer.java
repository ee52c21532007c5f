package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.json.RecoveryListener;
import io.polystore.atomic.json.RecoveryOptions;
import io.polystore.atomic.write.HardLinks;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Applies the properties on recovery, and refuses those that would keep nothing.
 */
final class RecoveryConfigurer {

	private final RecoveryProperties properties;

	RecoveryConfigurer(RecoveryProperties properties) {
		this.properties = properties;
	}

	/**
	 * Each value was checked when it was bound, but not one against the other.
	 */
	RecoveryOptions options(List<RecoveryListener> listeners) {
		try {
			return this.properties.toOptions().withListeners(listeners);
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"The properties 'polystore.atomic.recovery.on-corruption' (restore) and "
							+ "'polystore.atomic.recovery.keep-versions' (%d) do not fit together: %s"
								.formatted(this.properties.getKeepVersions(), ex.getMessage()),
					"Set 'polystore.atomic.recovery.keep-versions' to at least 1, "
							+ "or 'polystore.atomic.recovery.on-corruption' to 'fail'.",
					ex);
		}
	}

	/**
	 * Who relies on versions should not find out that there are none when they are
	 * needed.
	 */
	void check(Path directory) {
		if (this.properties.getKeepVersions() == 0) {
			return;
		}
		try {
			HardLinks.check(directory.toAbsolutePath());
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(
					"The value '%d' of the property 'polystore.atomic.recovery.keep-versions' cannot be used: files in '%s' cannot be linked: %s"
						.formatted(this.properties.getKeepVersions(), directory.toAbsolutePath(), ex),
					"Set 'polystore.atomic.recovery.keep-versions' to 0, or 'polystore.atomic.directory' to a directory "
							+ "on a file system with hard links.",
					ex);
		}
	}

}
