package io.polystore.atomic.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Puts a mutant into a product, lets the tests look at it, and takes it out again.
 *
 * @param jvm where
 * @param mutant the mutant
 * @param original the classes of the product
 */
record Trial(TestJvm jvm, Mutant mutant, Path original) {

	void run(Coverage coverage, MutationReport report) throws Exception {
		Path compiled = this.jvm.directory().resolve("mutant");
		for (String replacement : this.mutant.replacements()) {
			FileSystemUtils.deleteRecursively(compiled);
			Files.createDirectories(compiled);
			if (SourceCompiler
				.compile(this.mutant.source().compilable(this.mutant.mutate(replacement)), this.jvm.classPath(),
						compiled)
				.isEmpty()) {
				report.add(this.mutant, replacement, run(coverage, compiled));
				return;
			}
		}
	}

	private TestResult run(Coverage coverage, Path compiled) throws Exception {
		Map<String, Long> tests = coverage.testsOf(this.mutant);
		if (tests.isEmpty()) {
			return TestResult.unreached();
		}
		List<Path> classes = files(compiled);
		for (Path file : classes) {
			Files.copy(compiled.resolve(file), this.jvm.product().resolve(file), StandardCopyOption.REPLACE_EXISTING);
		}
		try {
			TestResult result = this.jvm.run(tests);
			tests.keySet()
				.stream()
				.filter((test) -> result.last().contains(test))
				.forEach((test) -> coverage.killed(this.mutant, test));
			return result;
		}
		finally {
			restore(classes);
		}
	}

	private void restore(List<Path> classes) throws IOException {
		for (Path file : classes) {
			Path copy = this.jvm.product().resolve(file);
			if (Files.exists(this.original.resolve(file))) {
				Files.copy(this.original.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
			}
			else {
				Files.delete(copy);
			}
		}
	}

	private static List<Path> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).map(directory::relativize).toList();
		}
	}

}
