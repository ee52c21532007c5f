package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Makes the value that a document has while there is no file.
 */
final class InitialValue {

	private InitialValue() {
	}

	static <T> T of(Path file, Supplier<? extends T> initial) {
		T value = initial.get();
		if (value == null) {
			throw new NullDocumentException(file, "The supplier of the initial value");
		}
		return value;
	}

}
