package io.polystore.sample;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Programs that a machine may have.
 */
final class Programs {

	private Programs() {
	}

	/**
	 * Skips the test where the program is missing.
	 */
	static void assume(String name) {
		assumeTrue(isThere(name), () -> "There is no '%s' on the PATH".formatted(name));
	}

	static boolean isThere(String name) {
		return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(System.getenv("PATH"))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, name)));
	}

	static boolean succeeds(String... command) throws IOException, InterruptedException {
		return isThere(command[0]) && new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(Redirect.DISCARD)
			.start()
			.waitFor() == 0;
	}

	/**
	 * Runs a program that has to succeed.
	 */
	static void run(Path directory, String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

}
