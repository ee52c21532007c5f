package io.polystore.atomic.json;

import java.util.Objects;

/**
 * A value and the version of the document it was read from or written to.
 *
 * @param <T> the type of the document
 * @param value the value
 * @param version the version
 * @since 0.1
 */
public record Versioned<T>(T value, Version version) {

	/**
	 * Creates a pair.
	 * @param value the value
	 * @param version the version
	 */
	public Versioned {
		Objects.requireNonNull(value, "'value' must not be null");
		Objects.requireNonNull(version, "'version' must not be null");
	}

}
