package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.OpenFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An interrupt closes file channels; here it must neither break anything nor get lost.
 */
class InterruptTests {

	private static final byte[] NEW = new byte[1 << 20];

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.writeString(this.directory.resolve("file"), "old");
	}

	@AfterEach
	void nothingIsLeftBehind() throws IOException {
		Thread.interrupted();
		assertThat(Temps.in(this.directory)).isEmpty();
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void anInterruptBeforeTheCallChangesNothing(String name, Operation operation) throws IOException {
		Thread.currentThread().interrupt();
		operation.run(this.files, this.file);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.file).hasBinaryContent(NEW);
	}

	static Stream<Arguments> anInterruptBeforeTheCallChangesNothing() {
		return Stream.of(named("write", (files, file) -> files.write(file, NEW)),
				named("stream", (files, file) -> files.write(file, (out) -> out.write(NEW))),
				named("stream, interrupted inside", (files, file) -> files.write(file, (out) -> {
					out.write(NEW, 0, 500_000);
					Thread.currentThread().interrupt();
					out.write(NEW, 500_000, NEW.length - 500_000);
					out.flush();
				})), named("openForWrite", (files, file) -> {
					try (AtomicFileOutputStream out = files.openForWrite(file)) {
						out.write(NEW);
						out.commit();
					}
				}), named("delete and createNew", (files, file) -> {
					assertThat(files.delete(file)).isTrue();
					files.createNew(file, NEW);
				}), named("delete and createNew, streamed", (files, file) -> {
					assertThat(files.delete(file)).isTrue();
					files.createNew(file, (out) -> out.write(NEW));
				}), named("new directories", (files, file) -> {
					files.write(file.resolveSibling("a/b/c"), NEW);
					files.write(file, NEW);
				}), named("read", (files, file) -> {
					assertThat(files.read(file)).hasSize(3);
					files.write(file, NEW);
				}));
	}

	private static Arguments named(String name, Operation operation) {
		return Arguments.of(name, operation);
	}

	@Test
	void anInterruptedStreamIsRolledBackCleanly() {
		assertThatIllegalStateException().isThrownBy(() -> this.files.write(this.file, (out) -> {
			out.write(NEW);
			Thread.currentThread().interrupt();
			throw new IllegalStateException("gave up");
		}));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.file).hasContent("old");
	}

	@Test
	void anInterruptKeepsItsFlagOverAFailure() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(TargetExistsException.class).isThrownBy(() -> this.files.createNew(this.file, NEW));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aFailureOnAnotherThreadShowsWhereTheCallerStood() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(TargetExistsException.class).isThrownBy(() -> this.files.createNew(this.file, NEW))
			.satisfies((ex) -> assertThat(ex.getStackTrace()).extracting(StackTraceElement::getClassName)
				.contains(InterruptTests.class.getName()));
		assertThat(Thread.interrupted()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "write, false", "force, false", "move, false", "force, true", "move, true", "close, true" })
	void anInterruptInTheMiddleOfACallBreaksNothing(String call, boolean streamed) throws Exception {
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		Path target = fileSystem.path(this.file);
		Gate gate = new Gate();
		fileSystem.faults().on(call).before(gate);
		Background<Boolean> writer = Background.of(() -> {
			write(target, streamed);
			return Thread.interrupted();
		});
		gate.awaitReached();
		writer.interrupt();
		gate.open();
		assertThat(writer.result()).isTrue();
		assertThat(this.file).hasBinaryContent(NEW);
	}

	private void write(Path target, boolean streamed) {
		if (streamed) {
			this.files.write(target, (out) -> out.write(NEW));
		}
		else {
			this.files.write(target, NEW);
		}
	}

	@Test
	void aStormOfInterruptsBreaksNothing() throws Exception {
		Background<Path> writer = Background.of(() -> {
			for (int i = 0; i < 100; i++) {
				write(this.file, i % 2 == 0);
			}
			return this.file;
		});
		while (!writer.isDone()) {
			writer.interrupt();
			Thread.onSpinWait();
		}
		assertThat(writer.result()).hasBinaryContent(NEW);
	}

	@FunctionalInterface
	private interface Operation {

		void run(AtomicFileTemplate files, Path file) throws IOException;

	}

}
