package io.polystore.sample.pages;

import org.jspecify.annotations.Nullable;

/**
 * Why something was not saved.
 *
 * @param field which field is wrong, if one is
 * @param message what is wrong
 * @param line where, if it is known, else 0
 * @param column where, if it is known, else 0
 */
record Refusal(@Nullable String field, String message, int line, int column) {

	static Refusal of(InvalidJsonException ex) {
		return new Refusal("content", String.valueOf(ex.getMessage()), ex.line(), ex.column());
	}

	static Refusal of(String field, String message) {
		return new Refusal(field, message, 0, 0);
	}

	static Refusal of(String message) {
		return new Refusal(null, message, 0, 0);
	}

	public boolean concerns(String field) {
		return field.equals(this.field);
	}

}
