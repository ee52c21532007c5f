package io.polystore.atomic.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the benchmarks run, from the system properties {@code bench.*}.
 *
 * @param quick whether a short run is wanted that only shows that everything works
 * @param only the only groups to run; all if empty
 * @param directory where files are written
 * @param output where the report goes
 * @param report the name of its page and the beginning of those of its charts
 */
public record BenchSettings(boolean quick, Set<String> only, Path directory, Path output, String report) {

	private static final Path TARGET = Path.of("target");

	/**
	 * Reads the settings. Only a complete run writes where the published report is.
	 */
	public static BenchSettings fromSystemProperties() {
		boolean quick = Boolean.getBoolean("bench.quick");
		Set<String> only = words(System.getProperty("bench.only", ""));
		boolean complete = !quick && only.isEmpty();
		Path output = complete ? Path.of(System.getProperty("bench.docs", TARGET.toString())) : TARGET;
		return new BenchSettings(quick, only, directory("bench.directory"), output,
				System.getProperty("bench.report", "benchmarks"));
	}

	/**
	 * Returns a new, empty directory of the benchmark directory.
	 */
	public Path newDirectory(String prefix) throws IOException {
		return Files.createTempDirectory(this.directory, prefix);
	}

	/**
	 * Returns the first number, or the second in a quick run.
	 */
	public int either(int complete, int quick) {
		return this.quick ? quick : complete;
	}

	/**
	 * Returns how many pairs show a difference of less than 30 %.
	 */
	public int pairs() {
		return either(20, 3);
	}

	/**
	 * Returns how many rounds show a larger difference.
	 */
	public int rounds() {
		return either(5, 2);
	}

	/**
	 * Refuses a directory in memory, where durability costs nothing.
	 */
	public void requireRealDisk() throws IOException {
		Files.createDirectories(this.directory);
		String type = Files.getFileStore(this.directory).type();
		if (type.equals("tmpfs") || type.equals("ramfs")) {
			throw new IllegalArgumentException(
					"'bench.directory' must be on a disk, not on %s: %s".formatted(type, this.directory));
		}
	}

	private static Set<String> words(String text) {
		return Stream.of(text.split(","))
			.map(String::trim)
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.toSet());
	}

	private static Path directory(String property) {
		return Path.of(System.getProperty(property, TARGET.resolve("bench").toString())).toAbsolutePath();
	}

}
