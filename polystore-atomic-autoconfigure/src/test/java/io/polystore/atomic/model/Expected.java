package io.polystore.atomic.model;

import java.nio.charset.StandardCharsets;

import io.polystore.atomic.json.Version;

/**
 * The version that a caller expects.
 */
enum Expected {

	ANY, PRESENT, WRONG, ABSENT;

	private static final Version NEVER_WRITTEN = Version.of("never written".getBytes(StandardCharsets.US_ASCII));

	/**
	 * Returns the version, {@code null} if it may be any.
	 */
	Version version(Version present) {
		return switch (this) {
			case ANY -> null;
			case PRESENT -> present;
			case WRONG -> NEVER_WRITTEN;
			case ABSENT -> Version.ABSENT;
		};
	}

}
