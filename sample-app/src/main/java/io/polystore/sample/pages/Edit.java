package io.polystore.sample.pages;

import org.jspecify.annotations.Nullable;

/**
 * What somebody types, and what became of the attempt to save it.
 *
 * @param name the name of the document
 * @param created whether the document is new, so that its name can be changed, too
 * @param version the version that it is to replace
 * @param content what is typed
 * @param refusal why it was not saved, if it was not
 */
record Edit(String name, boolean created, ExpectedVersion version, String content, @Nullable Refusal refusal) {

	private static final int FEWEST_ROWS = 8;

	private static final int MOST_ROWS = 30;

	static Edit creation(String name, String content) {
		return new Edit(name, true, ExpectedVersion.ABSENT, content, null);
	}

	static Edit of(String name, ExpectedVersion version, String content) {
		return new Edit(name, false, version, content, null);
	}

	public String title() {
		return this.created ? "New document" : "Edit " + this.name;
	}

	/**
	 * Returns how many lines to show: all, and room for more, but not more than a screen.
	 */
	public long rows() {
		return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, this.content.lines().count() + 2));
	}

	public DocumentLinks links() {
		return new DocumentLinks(this.name);
	}

	Edit refused(Refusal refusal) {
		return new Edit(this.name, this.created, this.version, this.content, refusal);
	}

	/**
	 * Returns the same on top of another version, which its author has seen then.
	 */
	Edit onTopOf(ExpectedVersion seen) {
		return new Edit(this.name, false, seen, this.content, null);
	}

}
