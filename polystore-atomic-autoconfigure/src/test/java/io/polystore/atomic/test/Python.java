package io.polystore.atomic.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Python, where the machine has one; tests are skipped where it has none.
 */
public final class Python {

	private Python() {
	}

	/**
	 * Runs a script that lies beside a test class among the resources.
	 */
	public static void run(Class<?> test, String script, Path directory, Object... arguments) {
		Assumptions.assumeTrue(isAvailable(), "There is no python3 on this machine");
		try {
			Path file = directory.resolve(script);
			try (InputStream source = test.getResourceAsStream(script)) {
				Files.write(file, Objects.requireNonNull(source, script).readAllBytes());
			}
			List<String> command = new ArrayList<>(List.of("python3", file.toString()));
			List.of(arguments).forEach((argument) -> command.add(argument.toString()));
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isAvailable() {
		try {
			Process process = new ProcessBuilder("python3", "-c", "").redirectErrorStream(true).start();
			return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
