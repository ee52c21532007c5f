package io.polystore.atomic.test;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * Another JVM on the same class path. What it prints is collected; {@link #close()} kills
 * it.
 *
 * <pre>{@code
 * try (ChildJvm child = ChildJvm.of(Writer.class, file.toString()).start()) {
 *     child.awaitLine("writing"::equals);
 *     child.kill();
 * }
 * }</pre>
 */
public final class ChildJvm implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Process process;

	private final Thread reader;

	private final Writer input;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private ChildJvm(Process process) {
		this.process = process;
		this.input = process.outputWriter(StandardCharsets.UTF_8);
		this.reader = new Thread(this::readLines, "output of " + process.pid());
		this.reader.setDaemon(true);
	}

	public static Launch of(Class<?> main, String... arguments) {
		return new Launch(List.of(), List.of(), List.of(), main, List.of(arguments));
	}

	private void readLines() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			output.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.lines.add("output ended: " + ex);
		}
	}

	public long pid() {
		return this.process.pid();
	}

	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** What it printed so far, on both streams. */
	public List<String> lines() {
		return List.copyOf(this.lines);
	}

	/** The rests of the lines that begin so. */
	public List<String> linesAfter(String prefix) {
		return this.lines.stream()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()))
			.toList();
	}

	/** Waits for a line and returns it; fails if the child ends without it. */
	public String awaitLine(Predicate<String> condition) {
		Awaitility.await()
			.atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(5))
			.failFast(() -> requireAliveUnless(condition))
			.until(() -> line(condition) != null);
		return line(condition);
	}

	private void requireAliveUnless(Predicate<String> condition) {
		if (!this.reader.isAlive() && line(condition) == null) {
			throw new IllegalStateException("Child ended: " + this);
		}
	}

	private String line(Predicate<String> condition) {
		return this.lines.stream().filter(condition).findFirst().orElse(null);
	}

	/** Writes a line to its standard input. */
	public void send(String line) {
		try {
			this.input.write(line + "\n");
			this.input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * SIGKILL; returns when it is dead. Not by the process itself, which would close its
	 * output with all that was printed and not yet read.
	 */
	public void kill() {
		this.process.toHandle().destroyForcibly();
		awaitExit();
	}

	/** Waits for its end and for all its output, and returns the exit code. */
	public int awaitExit() {
		try {
			if (!this.process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("Child does not end: " + this);
			}
			this.reader.join(TIMEOUT.toMillis());
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + this, ex);
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		kill();
	}

	@Override
	public String toString() {
		return "pid " + pid() + " printed " + this.lines;
	}

	/**
	 * How to start it.
	 *
	 * @param prefix a command that runs the JVM, such as {@code strace -f}
	 * @param options options for the JVM
	 * @param classPath what it has behind this JVM's class path
	 * @param main the class to run
	 * @param arguments its arguments
	 */
	public record Launch(List<String> prefix, List<String> options, List<Path> classPath, Class<?> main,
			List<String> arguments) {

		public Launch prefix(String... prefix) {
			return new Launch(List.of(prefix), this.options, this.classPath, this.main, this.arguments);
		}

		public Launch options(String... options) {
			return new Launch(this.prefix, List.of(options), this.classPath, this.main, this.arguments);
		}

		public Launch classPath(Path... classPath) {
			return new Launch(this.prefix, this.options, List.of(classPath), this.main, this.arguments);
		}

		public List<String> command() {
			List<String> command = new ArrayList<>(this.prefix);
			command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
			command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
			command.add(LockDatabase.option());
			command.addAll(this.options);
			command.addAll(List.of("-cp", wholeClassPath(), this.main.getName()));
			return Stream.concat(command.stream(), this.arguments.stream()).toList();
		}

		private String wholeClassPath() {
			return Stream.concat(Stream.of(System.getProperty("java.class.path")), this.classPath.stream())
				.map(Object::toString)
				.collect(Collectors.joining(File.pathSeparator));
		}

		public ChildJvm start() {
			try {
				ChildJvm child = new ChildJvm(new ProcessBuilder(command()).redirectErrorStream(true).start());
				child.reader.start();
				return child;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Runs it to its end and returns what it printed; fails unless it exits with 0.
		 */
		public List<String> run() {
			try (ChildJvm child = start()) {
				int code = child.awaitExit();
				if (code != 0) {
					throw new IllegalStateException("Exit code " + code + ", " + child);
				}
				return child.lines();
			}
		}

	}

}
