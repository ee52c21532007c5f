package io.polystore.atomic.model;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A call of the repository.
 *
 * @param kind which one
 * @param view the repository that is called
 * @param name the document, or a prefix of names
 * @param number makes one value differ from another
 * @param expected the version it expects, if it can
 */
record Operation(Kind kind, View view, String name, int number, Expected expected) {

	static final List<String> NAMES = List.of("a", "b", "orders/1", "orders/2", "link", "shelf/1");

	static final List<String> BAD_NAMES = List.of("", "..", "../outside/kept", "/a", "a//b", ".a", "a\0b", "a.json/b",
			"NUL", "a\\b", "a ", "x".repeat(300));

	static Arbitrary<Operation> any() {
		return of(Arbitraries.of(Kind.class), names());
	}

	/** One that changes something, unless it meets a conflict. */
	static Arbitrary<Operation> changing() {
		return of(Arbitraries.of(Kind.class).filter(Kind::changes), Arbitraries.of(NAMES));
	}

	private static Arbitrary<String> names() {
		return Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.of(NAMES)), Tuple.of(1, Arbitraries.of(BAD_NAMES)));
	}

	private static Arbitrary<Operation> of(Arbitrary<Kind> kinds, Arbitrary<String> names) {
		Arbitrary<Expected> expected = Arbitraries.frequency(Tuple.of(6, Expected.ANY), Tuple.of(3, Expected.PRESENT),
				Tuple.of(1, Expected.WRONG), Tuple.of(1, Expected.ABSENT));
		return Combinators
			.combine(kinds, Arbitraries.of(View.class), names, Arbitraries.integers().between(1, 4), expected)
			.as(Operation::new);
	}

	static Operation parse(List<String> words) {
		return new Operation(Kind.valueOf(words.get(0)), View.valueOf(words.get(1)), words.get(2),
				Integer.parseInt(words.get(3)), Expected.valueOf(words.get(4)));
	}

	List<String> words() {
		return List.of(this.kind.name(), this.view.name(), this.name, Integer.toString(this.number),
				this.expected.name());
	}

	enum Kind {

		FIND, FIND_TREE, EXISTS, NAMES, NAMES_FROM, HANDLE_GET,

		SAVE, HANDLE_SET, DELETE, UPDATE, UPDATE_FROM_INITIAL, UPDATE_TREE, UPDATE_TO_THE_SAME, HANDLE_UPDATE,

		SAVE_TOO_LARGE, UPDATE_TO_NULL, UPDATE_TO_TOO_LARGE, UPDATE_THAT_THROWS;

		boolean changes() {
			return compareTo(SAVE) >= 0 && compareTo(SAVE_TOO_LARGE) < 0;
		}

	}

}
