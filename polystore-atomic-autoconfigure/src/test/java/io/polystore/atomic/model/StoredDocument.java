package io.polystore.atomic.model;

import java.nio.charset.StandardCharsets;

import io.polystore.atomic.json.Version;

/**
 * What the model knows of one file.
 *
 * @param shape what can be done with it
 * @param item what can be read from it, if it can
 * @param content the file as a whole, {@code null} for a directory
 */
record StoredDocument(Shape shape, Item item, String content) {

	static final StoredDocument DIRECTORY = new StoredDocument(Shape.DIRECTORY, null, null);

	/** In the layout that the library writes. */
	static StoredDocument written(Item item, boolean more) {
		String last = more ? ",\n  \"more\": true" : "";
		return new StoredDocument(more ? Shape.ITEM_AND_MORE : Shape.ITEM, item,
				"{\n  \"number\": %d,\n  \"text\": \"%s\"%s\n}".formatted(item.number(), item.text(), last));
	}

	/** In a layout of somebody else. */
	static StoredDocument foreign(Item item, boolean more) {
		StoredDocument written = written(item, more);
		return new StoredDocument(written.shape, item, written.compact());
	}

	static StoredDocument tooLarge(int number) {
		return new StoredDocument(Shape.TOO_LARGE, null, written(Item.tooLarge(number), false).content);
	}

	static StoredDocument corrupt(String content) {
		return new StoredDocument(Shape.CORRUPT, null, content);
	}

	boolean hasMore() {
		return this.shape == Shape.ITEM_AND_MORE;
	}

	boolean isFile() {
		return this.shape != Shape.DIRECTORY;
	}

	byte[] bytes() {
		return this.content.getBytes(StandardCharsets.UTF_8);
	}

	Version version() {
		return Version.of(bytes());
	}

	/** As a tree prints it. */
	String compact() {
		return "{\"number\":%d,\"text\":\"%s\"%s}".formatted(this.item.number(), this.item.text(),
				hasMore() ? ",\"more\":true" : "");
	}

	String told() {
		return this.item + " at " + version();
	}

	String toldAsTree() {
		return compact() + " at " + version();
	}

	enum Shape {

		ITEM, ITEM_AND_MORE, CORRUPT, TOO_LARGE, DIRECTORY

	}

}
