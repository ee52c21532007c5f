package io.polystore.atomic.model;

/**
 * What the documents of the model hold.
 *
 * @param number changed by updates
 * @param text tells where the document comes from
 */
public record Item(int number, String text) {

	/** The size limit of the repositories, in bytes. */
	static final int LIMIT = 4096;

	static final Item INITIAL = new Item(0, "initial");

	static Item of(int number) {
		return new Item(number, "größer als 5 €");
	}

	static Item tooLarge(int number) {
		return new Item(number, "x".repeat(LIMIT));
	}

	Item plus(int more) {
		return new Item(this.number + more, this.text);
	}

}
