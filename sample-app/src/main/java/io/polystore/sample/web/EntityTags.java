package io.polystore.sample.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.polystore.atomic.json.Version;

/**
 * The value of an {@code If-Match} or {@code If-None-Match} header, as RFC 9110 defines
 * it: a star, or a list of strong and weak entity tags.
 *
 * @param any whether it is the star
 * @param tags the tags as they were sent
 */
record EntityTags(boolean any, Set<String> tags) {

	static final EntityTags ANY = new EntityTags(true, Set.of());

	private static final Pattern ELEMENT = Pattern
		.compile("\\G[ \t]*((?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")?[ \t]*(?:,|$)");

	static EntityTags parse(String header, String value) {
		if (value.strip().equals("*")) {
			return ANY;
		}
		Set<String> tags = parseList(value);
		if (tags.isEmpty()) {
			throw new ProblemException(ProblemType.MALFORMED_HEADER,
					"'%s' must be * or a list of entity tags in double quotes".formatted(header));
		}
		return new EntityTags(false, tags);
	}

	private static Set<String> parseList(String value) {
		Set<String> tags = new LinkedHashSet<>();
		Matcher element = ELEMENT.matcher(value);
		int end = 0;
		while (end < value.length() && element.find()) {
			if (element.group(1) != null) {
				tags.add(element.group(1));
			}
			end = element.end();
		}
		return (end == value.length()) ? tags : Set.of();
	}

	static String of(Version version) {
		return '"' + version.toString() + '"';
	}

	boolean matchStrongly(Version version) {
		return this.any || this.tags.contains(of(version));
	}

	boolean matchWeakly(Version version) {
		return matchStrongly(version) || this.tags.contains("W/" + of(version));
	}

}
