package io.polystore.atomic.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why no test can notice some mutants: a line that names the mutant, then its reason,
 * indented.
 */
final class Explanations {

	private static final Path FILE = Path.of("src/mutation/explained.txt");

	private final Map<String, String> reasons = new LinkedHashMap<>();

	Explanations() throws IOException {
		String site = "";
		for (String line : Files.readAllLines(FILE)) {
			if (line.startsWith("\t")) {
				this.reasons.merge(site, line.strip(), (first, second) -> first + " " + second);
			}
			else {
				site = line.strip();
			}
		}
	}

	boolean contain(String site) {
		return this.reasons.containsKey(site);
	}

}
