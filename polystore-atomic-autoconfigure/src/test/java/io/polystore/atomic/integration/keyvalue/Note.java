package io.polystore.atomic.integration.keyvalue;

import java.util.Objects;

import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.annotation.KeySpace;

/**
 * An entity as applications have them.
 */
@KeySpace("notes")
public class Note {

	@Id
	private String id;

	private String author;

	private String title;

	public Note() {
	}

	Note(String id, String author, String title) {
		this.id = id;
		this.author = author;
		this.title = title;
	}

	public String getId() {
		return this.id;
	}

	public void setId(String id) {
		this.id = id;
	}

	public String getAuthor() {
		return this.author;
	}

	public void setAuthor(String author) {
		this.author = author;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Note note && toString().equals(note.toString());
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.id, this.author, this.title);
	}

	@Override
	public String toString() {
		return this.id + " by " + this.author + ": " + this.title;
	}

}
