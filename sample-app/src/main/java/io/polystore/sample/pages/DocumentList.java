package io.polystore.sample.pages;

import java.util.List;

/**
 * The documents, as a page lists them.
 *
 * @param prefix what their names begin with
 * @param total how many there are
 * @param shown the first of them
 */
record DocumentList(String prefix, int total, List<DocumentLinks> shown) {

	private static final int LENGTH = 200;

	static DocumentList of(String prefix, List<String> names) {
		return new DocumentList(prefix, names.size(), names.stream().limit(LENGTH).map(DocumentLinks::new).toList());
	}

	public int omitted() {
		return this.total - this.shown.size();
	}

}
