package io.polystore.atomic.json;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Compares the version that a caller expects with the one that is there.
 */
final class Expectation {

	private Expectation() {
	}

	static void check(Path file, @Nullable Version expected, byte @Nullable [] content) {
		if (expected == null) {
			return;
		}
		Version actual = Version.ofNullable(content);
		if (!actual.equals(expected)) {
			throw new VersionConflictException(file, expected, actual);
		}
	}

}
