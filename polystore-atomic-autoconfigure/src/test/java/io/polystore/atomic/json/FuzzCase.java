package io.polystore.atomic.json;

import java.util.function.Supplier;

/**
 * A document that may be bad.
 *
 * @param kind what was done to make it so
 * @param name tells it from others, with the seed if it is random
 * @param source makes its content, which may be large
 */
record FuzzCase(String kind, String name, Supplier<byte[]> source) {

	byte[] content() {
		return this.source.get();
	}

	@Override
	public String toString() {
		return this.kind + " " + this.name;
	}

}
