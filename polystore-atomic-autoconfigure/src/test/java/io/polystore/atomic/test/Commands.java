package io.polystore.atomic.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * Commands of the operating system. A test that cannot do without one is skipped where it
 * is missing, and says so.
 */
public final class Commands {

	private Commands() {
	}

	public static String[] with(String[] prefix, String... command) {
		List<String> result = new ArrayList<>(List.of(prefix));
		result.addAll(List.of(command));
		return result.toArray(String[]::new);
	}

	/** Runs a command and returns whether it exits with 0. */
	public static boolean works(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (!process.waitFor(30, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				return false;
			}
			return process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Runs a command; fails with what it printed unless it exits with 0. */
	public static void run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int code = process.waitFor();
			if (code != 0) {
				throw new IllegalStateException(String.join(" ", command) + " exits with " + code + ": " + output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + String.join(" ", command), ex);
		}
	}

	public static void assumeWorks(String... command) {
		Assumptions.assumeTrue(works(command), () -> "does not work here: " + String.join(" ", command));
	}

	/** Skips the test unless this process may give files away. */
	public static void assumeSuperuser(Path directory) {
		Path probe = directory.resolve("probe");
		try {
			Files.createFile(probe);
			try {
				Files.setAttribute(probe, "unix:uid", 54321);
			}
			catch (IOException ex) {
				Assumptions.abort("this process may not give files away");
			}
			finally {
				Files.delete(probe);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
