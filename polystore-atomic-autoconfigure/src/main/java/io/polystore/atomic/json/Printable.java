package io.polystore.atomic.json;

/**
 * Text from outside, made fit for a message: one line, short, nothing invisible.
 */
final class Printable {

	private static final int MAX_LENGTH = 200;

	private Printable() {
	}

	static String of(String text) {
		StringBuilder result = new StringBuilder();
		text.codePoints().limit(MAX_LENGTH).forEach((codePoint) -> append(result, codePoint));
		return (text.codePointCount(0, text.length()) > MAX_LENGTH) ? result + "..." : result.toString();
	}

	private static void append(StringBuilder result, int codePoint) {
		switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				result.append("\\u%04x".formatted(codePoint));
			default -> result.appendCodePoint(codePoint);
		}
	}

}
