package io.polystore.sample.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * Every participant updates a document of its own first: a JVM is slow in the beginning,
 * in either way, and that is not what is to be compared.
 */
final class WarmUp {

	private static final Duration DURATION = Duration.ofMillis(500);

	private WarmUp() {
	}

	static Path directory(Path run, String process) throws IOException {
		return Files.createDirectories(run.resolve("warm-up").resolve(process));
	}

	static void run(Updater updater) throws IOException, ExecutionException, InterruptedException {
		try (updater) {
			new Load("warm-up", 2, DURATION).run(updater, (id) -> {
			});
		}
	}

}
