package io.polystore.atomic.json;

import java.util.List;
import java.util.Objects;

import io.polystore.atomic.WriteOptions;

/**
 * What a repository keeps for the day on which a document is corrupt, and what it does
 * then.
 *
 * @param keepVersions how many versions of each document are kept, from 0 (none) to
 * {@link WriteOptions#MAX_KEPT_VERSIONS}; see {@link WriteOptions#withKeptVersions(int)}
 * @param onCorruption what is done about a document that is no JSON
 * @param listeners are told what came of it, in this order
 * @since 0.1
 */
public record RecoveryOptions(int keepVersions, CorruptionPolicy onCorruption, List<RecoveryListener> listeners) {

	/**
	 * The default of {@code keepVersions}: {@value}.
	 */
	public static final int DEFAULT_KEEP_VERSIONS = 0;

	/**
	 * The default of {@code onCorruption}.
	 */
	public static final CorruptionPolicy DEFAULT_ON_CORRUPTION = CorruptionPolicy.FAIL;

	/**
	 * Checks the values.
	 * @param keepVersions from 0 to {@link WriteOptions#MAX_KEPT_VERSIONS}
	 * @param onCorruption what to do
	 * @param listeners who to tell
	 * @throws IllegalArgumentException if the number is out of range, or if versions are
	 * to be restored of which none are kept
	 */
	public RecoveryOptions {
		Objects.requireNonNull(onCorruption, "'onCorruption' must not be null");
		Objects.requireNonNull(listeners, "'listeners' must not be null");
		listeners = List.copyOf(listeners);
		if (keepVersions < 0 || keepVersions > WriteOptions.MAX_KEPT_VERSIONS) {
			throw new IllegalArgumentException("'keepVersions' must be between 0 and %d: %d"
				.formatted(WriteOptions.MAX_KEPT_VERSIONS, keepVersions));
		}
		if (onCorruption == CorruptionPolicy.RESTORE && keepVersions == 0) {
			throw new IllegalArgumentException("'keepVersions' must be at least 1 to restore any");
		}
	}

	/**
	 * Creates options without listeners.
	 * @param keepVersions from 0 to {@link WriteOptions#MAX_KEPT_VERSIONS}
	 * @param onCorruption what to do
	 */
	public RecoveryOptions(int keepVersions, CorruptionPolicy onCorruption) {
		this(keepVersions, onCorruption, List.of());
	}

	/**
	 * Returns the options of a repository that was not told otherwise: nothing is kept
	 * and nothing is restored.
	 * @return the default options
	 */
	public static RecoveryOptions defaults() {
		return new RecoveryOptions(DEFAULT_KEEP_VERSIONS, DEFAULT_ON_CORRUPTION);
	}

	/**
	 * Returns these options with other listeners.
	 * @param listeners the listeners
	 * @return new options
	 */
	public RecoveryOptions withListeners(List<? extends RecoveryListener> listeners) {
		Objects.requireNonNull(listeners, "'listeners' must not be null");
		return new RecoveryOptions(this.keepVersions, this.onCorruption, List.copyOf(listeners));
	}

}
