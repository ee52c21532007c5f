package io.polystore.atomic.integration.keyvalue;

/**
 * In the key space of all notes, with a property that others do not know.
 */
public class LongNote extends Note {

	private int pages;

	LongNote() {
	}

	LongNote(String id, String author, String title, int pages) {
		super(id, author, title);
		this.pages = pages;
	}

	public int getPages() {
		return this.pages;
	}

	public void setPages(int pages) {
		this.pages = pages;
	}

}
