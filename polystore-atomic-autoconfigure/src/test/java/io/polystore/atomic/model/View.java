package io.polystore.atomic.model;

/**
 * The ways to reach the documents.
 */
enum View {

	FIRST(""),

	/** Of another template, which drops unknown properties. */
	SECOND(""),

	/** The first one, in a directory below. */
	INNER("orders/");

	private final String base;

	View(String base) {
		this.base = base;
	}

	/** What its names are preceded by. */
	String base() {
		return this.base;
	}

}
