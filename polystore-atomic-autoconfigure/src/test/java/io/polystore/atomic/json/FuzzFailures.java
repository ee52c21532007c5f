package io.polystore.atomic.json;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the failures of a bad document must be, and must not say.
 */
final class FuzzFailures {

	/** Of what cannot be read, and what an update would lose. */
	static final Set<Class<?>> TYPES = Set.of(CorruptJsonException.class, DocumentTooLargeException.class,
			UnknownPropertyException.class);

	private FuzzFailures() {
	}

	static void check(String what, JsonFileException failure) {
		if (failure instanceof CorruptJsonException corrupt) {
			assertThat(corrupt.line()).as(what).isPositive();
			assertThat(corrupt.column()).as(what).isPositive();
		}
		for (Throwable current = failure; current != null; current = current.getCause()) {
			assertThat(current.getSuppressed()).as(what).isEmpty();
			checkMessage(what, current);
		}
	}

	/** Only the name of an unknown property is quoted, whatever it may be. */
	private static void checkMessage(String what, Throwable failure) {
		String message = failure.toString();
		if (failure instanceof UnknownPropertyException unknown) {
			message = message.replace("'" + Printable.of(unknown.property()) + "'", "");
		}
		assertThat(message).as(what).hasSizeLessThan(1000);
		for (String secret : FuzzCorpus.SECRETS) {
			assertThat(message).as(what).doesNotContain(secret);
		}
	}

}
