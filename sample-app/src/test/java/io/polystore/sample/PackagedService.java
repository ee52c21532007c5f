package io.polystore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar in a process of its own.
 */
final class PackagedService implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final Path log;

	private PackagedService(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	static PackagedService start(Path directory, String... arguments) {
		try {
			Path log = Files.createTempFile(Path.of("target"), "service-", ".log");
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
							"-XX:TieredStopAtLevel=1", "-jar", System.getProperty("packaged.jar"), "--server.port=0",
							"--polystore.atomic.directory=" + directory));
			command.addAll(List.of(arguments));
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			return new PackagedService(process, log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the service serves.
	 */
	Api api() {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !this.process.isAlive() || port() > 0);
		assertThat(port()).as(log()).isPositive();
		return new Api(port());
	}

	private int port() {
		Matcher started = STARTED.matcher(log());
		return started.find() ? Integer.parseInt(started.group(1)) : 0;
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ends the process as {@code kill -9} does.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/**
	 * Asks the process to end and waits until it has.
	 * @return its exit value
	 */
	int stop() throws InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
