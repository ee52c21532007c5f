package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an operator reads who made a mistake in the configuration, and that nothing else
 * came of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpFailureTests {

	@TempDir
	private Path root;

	@BeforeEach
	void leaveSomethingOnDisk() throws IOException {
		Files.createDirectory(this.root.resolve("data"));
		Files.writeString(this.root.resolve("data/config.json"), "{}");
		Files.writeString(this.root.resolve("file"), "not a directory");
	}

	@ParameterizedTest(name = "{0}={1}")
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			directory                | ""       | a directory must not be empty
			directory                | "  "     | a directory must not be empty
			lock.type                | lockf    | FILE_CHANNEL
			lock.timeout             | -1s      | 'timeout' must be between zero and PT87600H
			lock.timeout             | 4000d    | 'timeout' must be between zero and PT87600H
			lock.timeout             | soon     | 'soon' is not a valid duration
			lock.poll-interval       | 0s       | 'pollInterval' must be between one millisecond and one hour
			lock.poll-interval       | 2h       | 'pollInterval' must be between one millisecond and one hour
			write.durability         | weak     | FULL
			write.create-directories | perhaps  | Invalid boolean value 'perhaps'
			write.permissions        | 0640     | 'permissions' must be in the notation 'rw-r-----'
			write.permissions        | rw-r---- | 'permissions' must be in the notation 'rw-r-----'
			write.metadata.acl       | preserve | ACL cannot be preserved when a file is replaced
			write.metadata.hard-links| preserve | HARD_LINKS cannot be preserved when a file is replaced
			json.indent              | -1       | 'indent' must be between 0 and 8
			json.indent              | 9        | 'indent' must be between 0 and 8
			json.unknown-properties  | ignore   | DROP
			json.max-document-size   | 0B       | 'maxDocumentSize' must be between 1 and
			json.max-document-size   | 2GB      | 'maxDocumentSize' must be between 1 and
			json.max-document-size   | huge     | 'huge' does not match data size pattern
			recovery.keep-versions   | -1       | 'keepVersions' must be between 0 and 1000
			recovery.keep-versions   | 1001     | 'keepVersions' must be between 0 and 1000
			recovery.keep-versions   | all      | For input string
			recovery.on-corruption   | ignore   | RESTORE
			retry.max-attempts       | 0        | 'maxAttempts' must be between 1 and 100
			retry.max-attempts       | many     | For input string
			retry.delay              | 0s       | 'delay' must be between one millisecond and one minute
			retry.multiplier         | 0.5      | 'multiplier' must be between 1 and 10
			retry.multiplier         | NaN      | 'multiplier' must be between 1 and 10
			retry.max-delay          | 2m       | 'maxDelay' must be between 'delay' and one minute
			cleanup.max-age          | 0s       | 'maxAge' must be positive
			cleanup.max-age          | -1h      | 'maxAge' must be positive
			probe.mode               | thorough | QUICK
			probe.accept             | nfs      | FILE_SYSTEM
			watch.poll-interval      | 99ms     | 'pollInterval' must be zero, or between PT0.1S and PT24H
			""")
	void valueThatCannotBeUsedIsReported(String property, String value, String reason, CapturedOutput output)
			throws IOException {
		Map<Path, String> before = contents();
		startAndFail("--polystore.atomic." + property + "=" + value);
		assertThat(report(output)).contains("polystore.atomic." + property).contains(value).contains(reason);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void reportNamesPropertyValueOriginAndRemedy(CapturedOutput output) {
		startAndFail("--polystore.atomic.lock.timeout=-1s");
		assertThat(report(output)).contains(
				"The value '-1s' of the property 'polystore.atomic.lock.timeout' (from \"polystore.atomic.lock.timeout\" "
						+ "from property source \"commandLineArgs\") cannot be used: "
						+ "'timeout' must be between zero and PT87600H: PT-1S",
				"Correct the value of 'polystore.atomic.lock.timeout', or remove it to use the default.");
	}

	@Test
	void valuesThatDoNotFitTogetherAreReported(CapturedOutput output) throws IOException {
		Map<Path, String> before = contents();
		startAndFail("--polystore.atomic.retry.delay=5s");
		assertThat(report(output)).contains(
				"'polystore.atomic.retry.delay' (PT5S) and 'polystore.atomic.retry.max-delay' (PT1S) do not fit together",
				"Set 'polystore.atomic.retry.max-delay' to at least 'polystore.atomic.retry.delay'.");
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void restoringWithoutKeepingIsReported(CapturedOutput output) throws IOException {
		Map<Path, String> before = contents();
		startAndFail("--polystore.atomic.recovery.on-corruption=restore");
		assertThat(report(output)).contains(
				"The properties 'polystore.atomic.recovery.on-corruption' (restore) and "
						+ "'polystore.atomic.recovery.keep-versions' (0) do not fit together: "
						+ "'keepVersions' must be at least 1 to restore any",
				"Set 'polystore.atomic.recovery.keep-versions' to at least 1, "
						+ "or 'polystore.atomic.recovery.on-corruption' to 'fail'.");
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "directory, file", "directory, file/below", "lock.directory, file", "lock.directory, file/below" })
	void fileInPlaceOfADirectoryIsReported(String property, String value, CapturedOutput output) throws IOException {
		Map<Path, String> before = contents();
		Path directory = this.root.resolve(value);
		startAndFail("--polystore.atomic." + property + "=" + directory);
		assertThat(report(output)).contains(
				"The directory '%s' (property 'polystore.atomic.%s') cannot be written to: '%s' is not a directory"
					.formatted(directory, property, this.root.resolve("file")),
				"Move '%s' away, or set 'polystore.atomic.%s' to another directory".formatted(this.root.resolve("file"),
						property));
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "directory", "lock.directory" })
	void unwritableDirectoryIsReported(String property, CapturedOutput output) throws IOException {
		Path directory = unwritableDirectory();
		startAndFail("--polystore.atomic." + property + "=" + directory);
		assertThat(report(output)).contains("The directory '%s' (property 'polystore.atomic.%s') cannot be written to: "
			.formatted(directory, property), ", or set 'polystore.atomic.%s' to another directory".formatted(property));
	}

	@Test
	void missingDirectoryIsReportedIfItMayNotBeCreated(CapturedOutput output) throws IOException {
		Map<Path, String> before = contents();
		startAndFail("--polystore.atomic.directory=" + this.root.resolve("missing"),
				"--polystore.atomic.write.create-directories=false");
		assertThat(report(output)).contains(
				"(property 'polystore.atomic.directory') cannot be written to: it does not exist",
				"set 'polystore.atomic.write.create-directories' to 'true'");
		assertThat(contents()).isEqualTo(before);
	}

	private void startAndFail(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--polystore.atomic.directory=" + this.root.resolve("data")));
		for (String argument : arguments) {
			all.removeIf((other) -> other.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
			all.add(argument);
		}
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.run(all.toArray(String[]::new))
				.close());
	}

	private static String report(CapturedOutput output) {
		return output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"));
	}

	/**
	 * Not even root may create files in {@code /sys}; anybody else is kept out by the
	 * mode.
	 */
	private Path unwritableDirectory() throws IOException {
		Path directory = Files.createDirectory(this.root.resolve("unwritable"));
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
		return Files.isWritable(directory) ? Path.of("/sys") : directory;
	}

	private Map<Path, String> contents() throws IOException {
		Map<Path, String> contents = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(this.root)) {
			for (Path path : (Iterable<Path>) paths::iterator) {
				contents.put(path, Files.isDirectory(path) ? "" : Files.readString(path));
			}
		}
		return contents;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
