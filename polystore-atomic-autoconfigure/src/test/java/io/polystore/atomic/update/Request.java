package io.polystore.atomic.update;

import io.polystore.atomic.Durability;

/**
 * What one caller asks for.
 *
 * @param name what it appends, if it appends
 * @param kind what its change does
 * @param durability how durable it wants what it is told
 * @param stops whether its change stops in the middle, until it is resumed
 */
record Request(String name, Kind kind, Durability durability, boolean stops) {

	/**
	 * Returns the content after the change, {@code null} for no file.
	 */
	String applyTo(String content) {
		return switch (this.kind) {
			case APPEND -> ((content != null) ? content : "") + this.name;
			case KEEP -> content;
			case DELETE -> null;
			case FAIL -> throw new OwnFailureException();
		};
	}

	@Override
	public String toString() {
		return this.name + " (" + this.kind + " with " + this.durability + (this.stops ? ", stopping)" : ")");
	}

	/**
	 * What a change does.
	 */
	enum Kind {

		APPEND, KEEP, DELETE, FAIL

	}

	/**
	 * What a change throws.
	 */
	static final class OwnFailureException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
