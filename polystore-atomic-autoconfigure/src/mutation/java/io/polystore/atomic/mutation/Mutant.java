package io.polystore.atomic.mutation;

import java.util.List;

/**
 * A change of one place of a source.
 *
 * @param number tells it from the others of this run
 * @param operator the kind of change
 * @param source what is changed
 * @param method the method that is changed, or an empty text outside of all
 * @param start where the changed text starts
 * @param end where it ends
 * @param replacements what may stand there instead; the first that compiles counts
 * @param probe where the statement starts that reaches it, or -1
 */
record Mutant(int number, Operator operator, Source source, String method, int start, int end,
		List<String> replacements, int probe) {

	String mutate(String replacement) {
		return this.source.text().substring(0, this.start) + replacement + this.source.text().substring(this.end);
	}

	String original() {
		return oneLine(this.source.text().substring(this.start, this.end));
	}

	/** Cut in the middle if it is long. */
	static String oneLine(String code) {
		String line = code.replaceAll("\\s+", " ").strip();
		return (line.length() <= 140) ? line : line.substring(0, 80) + " … " + line.substring(line.length() - 57);
	}

	/** Finds it again when lines have moved. */
	String site(String replacement) {
		return "%s.%s | %s | %s -> %s".formatted(this.source.name(), this.method, this.operator, original(),
				oneLine(replacement));
	}

	String position() {
		return this.source.name() + ":" + this.source.line(this.start);
	}

}
