package io.polystore.sample.pages;

import org.jspecify.annotations.Nullable;

/**
 * A document, as a page shows it.
 *
 * @param links where its pages are
 * @param state whether it can be read
 * @param present its present version
 * @param text its content; of a damaged document, where the damage is
 * @param shown the older version whose content this is, if it is one
 */
record DocumentView(DocumentLinks links, State state, ExpectedVersion present, String text, @Nullable String shown) {

	public String name() {
		return this.links.name();
	}

	/**
	 * Whether a document can be read.
	 */
	enum State {

		READABLE, DAMAGED, DELETED

	}

}
