package io.polystore.atomic.mutation;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.mutation.TestResult.Verdict;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * A place where tests run on a product: its classes, a directory for what tests write,
 * and a JVM, which is replaced when it is spoiled.
 */
final class TestJvm implements AutoCloseable {

	/** What broken products left behind piles up. */
	private static final int MAX_RUNS = 50;

	private final Path directory;

	private final Path original;

	private final Path product;

	private final Path tests;

	private final String dependencies;

	/** As in the build: names of sockets must be short. */
	private final Path temporary = Files.createTempDirectory("mutation");

	private @Nullable Process process;

	private int runs;

	/**
	 * Copies the product.
	 * @param directory what is kept here
	 * @param original the classes of the product
	 * @param tests the classes of the tests
	 */
	TestJvm(Path directory, Path original, Path tests) throws IOException {
		this.directory = directory.toAbsolutePath();
		this.original = original.toAbsolutePath();
		this.tests = tests.toAbsolutePath();
		this.product = this.directory.resolve("classes");
		FileSystemUtils.deleteRecursively(this.directory);
		FileSystemUtils.copyRecursively(this.original, this.product);
		List<String> path = new ArrayList<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
		path.removeAll(List.of(this.original.toString(), this.tests.toString()));
		this.dependencies = String.join(File.pathSeparator, path);
	}

	Path directory() {
		return this.directory;
	}

	Path product() {
		return this.product;
	}

	/** For the compiler. */
	String classPath() {
		return this.product + File.pathSeparator + this.dependencies;
	}

	/**
	 * Runs tests until one fails. Whoever fails must pass with the original product, or
	 * something that an earlier run left behind was the reason; and who took too long
	 * must do so twice, or the machine was the reason.
	 * @param limits how many milliseconds each may take, in their order
	 */
	TestResult run(Map<String, Long> limits) throws IOException {
		TestResult result = runOnce(this.product, limits);
		if (result.verdict() == Verdict.SURVIVED) {
			return result;
		}
		Map<String, Long> culprit = result.culprit(limits);
		boolean byChance = result.verdict() == Verdict.TIMED_OUT
				&& runOnce(this.product, culprit).verdict() == Verdict.SURVIVED;
		if (byChance || !passesWithOriginal(culprit)) {
			restart();
			return runOnce(this.product, limits);
		}
		return result;
	}

	private boolean passesWithOriginal(Map<String, Long> limits) throws IOException {
		return !limits.isEmpty() && runOnce(this.original, limits).verdict() == Verdict.SURVIVED;
	}

	private TestResult runOnce(Path product, Map<String, Long> limits) throws IOException {
		Process running = process();
		StringBuilder order = new StringBuilder(product.toString());
		limits.forEach((test, limit) -> order.append(' ').append(test).append(' ').append(limit));
		Writer input = running.outputWriter();
		input.write(order.append('\n').toString());
		input.flush();
		List<String> told = new ArrayList<>();
		BufferedReader output = running.inputReader();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.equals(TestRunner.MARK + "DONE")) {
				return TestResult.of(told);
			}
			if (line.startsWith(TestRunner.MARK)) {
				told.add(line.substring(TestRunner.MARK.length()));
			}
		}
		restart();
		told.add("ENDED");
		return TestResult.of(told);
	}

	private Process process() throws IOException {
		if (++this.runs % MAX_RUNS == 0) {
			restart();
		}
		Process running = this.process;
		if (running == null) {
			running = start();
			this.process = running;
		}
		return running;
	}

	private Process start() throws IOException {
		Path scratch = this.directory.resolve("scratch");
		FileSystemUtils.deleteRecursively(scratch);
		Files.createDirectories(scratch.resolve("target"));
		FileSystemUtils.deleteRecursively(this.temporary);
		Files.createDirectory(this.temporary);
		ProcessBuilder builder = new ProcessBuilder("nice", "-n", "4",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xmx768m", "-Djava.io.tmpdir=" + this.temporary, "-cp",
				runner() + File.pathSeparator + this.dependencies, TestRunner.class.getName(), this.tests.toString(),
				this.dependencies)
			.directory(scratch.toFile())
			.redirectError(this.directory.resolve("errors.txt").toFile());
		builder.environment()
			.putAll(Map.of(Probe.VARIABLE, this.directory.resolve("probes").toString(), "LC_ALL", "C.UTF-8"));
		return builder.start();
	}

	/**
	 * Tests and product are not on the class path of the JVM, or they could not change.
	 */
	private Path runner() throws IOException {
		Path copy = this.directory.resolve("runner");
		String name = TestRunner.class.getName().replace('.', '/');
		for (String part : List.of(".class", "$1.class")) {
			Path file = copy.resolve(name + part);
			Files.createDirectories(file.getParent());
			Files.write(file, TestRunner.class.getResourceAsStream("/" + name + part).readAllBytes());
		}
		return copy;
	}

	void restart() {
		Process ended = this.process;
		this.process = null;
		if (ended != null) {
			ended.descendants().forEach(ProcessHandle::destroyForcibly);
			ended.destroyForcibly();
		}
	}

	@Override
	public void close() throws IOException {
		restart();
		FileSystemUtils.deleteRecursively(this.temporary);
	}

}
