package io.polystore.atomic.json;

import java.time.Instant;
import java.util.Objects;

/**
 * A version that a document had, and that is kept.
 *
 * @param version the version
 * @param time when the document became what it was then, by the clock of the host
 * @param size its size in bytes
 * @since 0.1
 */
public record KeptVersion(Version version, Instant time, long size) {

	/**
	 * Creates a description.
	 * @param version the version
	 * @param time when it was written
	 * @param size its size in bytes
	 */
	public KeptVersion {
		Objects.requireNonNull(version, "'version' must not be null");
		Objects.requireNonNull(time, "'time' must not be null");
	}

}
