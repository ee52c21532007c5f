package io.polystore.sample.pages;

/**
 * What was done before a page is shown.
 */
enum Done {

	CREATED("The document was created."),

	SAVED("The document was saved."),

	RESTORED("The version was restored."),

	DELETED("The document was deleted.");

	private final String message;

	Done(String message) {
		this.message = message;
	}

	public String message() {
		return this.message;
	}

}
