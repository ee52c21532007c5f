package io.polystore.atomic.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A suite that is short among the other tests and long in a profile of its own, and tells
 * what it did.
 */
public final class Suite {

	private static final Path REPORTS = Path.of("target", "reliability");

	private Suite() {
	}

	/**
	 * Returns how often to do something in the form that was asked for.
	 */
	public static int count(int inShortForm, int inLongForm) {
		return isLong() ? inLongForm : inShortForm;
	}

	public static boolean isLong() {
		return "long".equals(System.getProperty("polystore.atomic.test.form"));
	}

	/**
	 * Prints figures in the order of the map, and keeps them in a file for the page on
	 * reliability.
	 */
	public static void report(String name, Map<String, ?> figures) {
		String line = figures.entrySet()
			.stream()
			.map((figure) -> figure.getKey() + ": " + figure.getValue())
			.collect(Collectors.joining(", ", name + ": ", System.lineSeparator()));
		System.out.print(line);
		try {
			Files.createDirectories(REPORTS);
			Files.writeString(REPORTS.resolve(name.toLowerCase().replace(' ', '-') + ".txt"), line);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
