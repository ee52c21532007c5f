package io.polystore.atomic.json;

/**
 * A value and the bytes that it is in the file, whose hash is computed only if somebody
 * asks for the version.
 *
 * @param <T> the type of the document
 */
record Stored<T>(T value, byte[] content) {

	Versioned<T> versioned() {
		return new Versioned<>(this.value, Version.of(this.content));
	}

}
