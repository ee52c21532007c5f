package io.polystore.sample.pages;

import java.util.List;
import java.util.Set;

/**
 * The lines of a text, beside another text.
 *
 * @param lines the lines of the text
 */
record Comparison(List<Line> lines) {

	static Comparison of(String text, String other) {
		Set<String> known = Set.copyOf(other.lines().map(Comparison::bare).distinct().toList());
		return new Comparison(text.lines().map((line) -> new Line(line, !known.contains(bare(line)))).toList());
	}

	/**
	 * Whether a comma follows depends on what comes after, not on the line.
	 */
	private static String bare(String line) {
		return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
	}

	/**
	 * One line.
	 *
	 * @param text the line
	 * @param differing whether the other text has no such line
	 */
	record Line(String text, boolean differing) {

	}

}
