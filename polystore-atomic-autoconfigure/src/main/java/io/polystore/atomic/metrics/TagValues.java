package io.polystore.atomic.metrics;

import java.util.Locale;

/**
 * Enum constants as values of tags: in lower case, with hyphens.
 */
final class TagValues {

	private TagValues() {
	}

	static String of(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
