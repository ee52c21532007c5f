package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Whatever call of an update that keeps versions fails: what the caller is told of the
 * file is true, no failure of the versions alone is a failure of the update, and no
 * version is other than its name says.
 */
class KeptVersionsFaultTests {

	private static final byte[] OLD = "old content".getBytes(StandardCharsets.UTF_8);

	private static final byte[] NEW = "new content, which is longer".getBytes(StandardCharsets.UTF_8);

	private static final int DAMAGED = 2;

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final AtomicFileWriter writer = new AtomicFileWriter(
			new ReplaceSettings(false, RetryOptions.defaults(), AtomicFileListener.NO_OP));

	@TempDir
	private Path directory;

	private int rounds;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aCallFailsBeforeItIsDone(boolean again) throws IOException {
		failAtEveryCall(again, (fault) -> fault.failBefore(new IOException("Input/output error")), false);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aCallFailsAfterItWasDone(boolean again) throws IOException {
		failAtEveryCall(again, (fault) -> fault.failAfter(new IOException("Input/output error")), false);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anErrorLeavesTheFileWholeToo(boolean again) throws IOException {
		failAtEveryCall(again, (fault) -> fault.before(() -> {
			throw new StackOverflowError();
		}), true);
	}

	@Test
	void withoutAFaultItIsKeptAgain() throws IOException {
		Path file = prepare(true);
		update(file);
		assertThat(KeptFiles.versionsOf(file).newestFirst()).singleElement()
			.satisfies((version) -> assertThat(version.isIntact(NEW)).isTrue());
	}

	@Test
	void whatCannotBeListedIsNotTakenForNothing() throws IOException {
		Path file = prepare(true);
		this.fileSystem.faults().on("next").failBefore(new IOException("Input/output error"));
		assertThatIOException().isThrownBy(() -> KeptFiles.versionsOf(file).newestFirst())
			.withMessage("Input/output error");
	}

	@Test
	void whatCouldNotBeKeptDrivesNothingOut() throws IOException {
		Path file = prepare(false);
		update(file, 1, OLD);
		this.fileSystem.faults().on("createLink").failBefore(new IOException("Too many links"));
		update(file, 1, NEW);
		assertThat(KeptFiles.versionsOf(file).newestFirst()).singleElement()
			.satisfies((version) -> assertThat(version.isIntact(OLD)).isTrue());
	}

	@Test
	void whatWasDamagedCountsForNothing() throws IOException {
		Path file = prepare(true);
		update(file, 2, NEW);
		assertThat(KeptFiles.versionsOf(file).newestFirst()).satisfiesExactly(
				(version) -> assertThat(version.isIntact(NEW)).isTrue(),
				(version) -> assertThat(version.isIntact(OLD)).isTrue());
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whatCannotBeKeptIsAWarningOnceForEachDirectory(CapturedOutput output) throws IOException {
		Path file = prepare(false);
		this.fileSystem.faults().on("createLink").always().failBefore(new IOException("Too many links"));
		update(file, 1, OLD);
		update(file, 1, NEW);
		assertThat(output.toString()).containsOnlyOnce("could not be kept as a version");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whatCannotBeRemovedIsAWarning(CapturedOutput output) throws IOException {
		Path file = prepare(false);
		update(file, 1, OLD);
		this.fileSystem.faults().on("delete").always().failBefore(new IOException("Input/output error"));
		update(file, 1, NEW);
		assertThat(output.toString()).containsOnlyOnce("Old versions of '%s' cannot be removed".formatted(file));
	}

	private void failAtEveryCall(boolean again, Consumer<Fault> failing, boolean fatal) throws IOException {
		int number = 1;
		while (isReached(number, again, failing, fatal)) {
			number++;
		}
		assertThat(number).isGreaterThan(20);
	}

	private boolean isReached(int number, boolean again, Consumer<Fault> failing, boolean fatal) throws IOException {
		Path file = prepare(again);
		this.fileSystem.faults().clear();
		Fault fault = this.fileSystem.faults().at(number);
		failing.accept(fault);
		Outcome outcome = update(file);
		boolean reached = fault.matches() > 0;
		List<Call> calls = this.fileSystem.faults().calls();
		String what = reached ? number + ": " + calls.get(number - 1) : "not reached";
		this.fileSystem.faults().clear();
		assertThat(Files.readAllBytes(file)).as(what).isEqualTo((outcome == Outcome.NOT_COMMITTED) ? OLD : NEW);
		if (what.contains(".versions") && !fatal) {
			assertThat(outcome).as(what).isNull();
		}
		for (KeptFile version : KeptFiles.versionsOf(file).newestFirst()) {
			assertThat(version.number() == DAMAGED || version.intactContent(NEW.length) != null).as(what).isTrue();
		}
		assertThat(OpenFiles.under(file.getParent())).as(what).isEmpty();
		return reached;
	}

	private Path prepare(boolean again) throws IOException {
		Path real = Files.createDirectory(this.directory.resolve("round-" + this.rounds++));
		Files.write(real.resolve("file"), OLD);
		if (again) {
			Path versions = Files.createDirectories(real.resolve(".versions/file"));
			Files.write(KeptFile.in(versions, 1, Instant.now(), ContentHash.of(OLD)).path(), OLD);
			Files.write(KeptFile.in(versions, DAMAGED, Instant.now(), ContentHash.of(NEW)).path(), OLD);
		}
		return this.fileSystem.path(real.resolve("file"));
	}

	private void update(Path file, int keptVersions, byte[] content) {
		this.writer.update(file, WriteOptions.defaults().withKeptVersions(keptVersions), content,
				AtomicFileWriter.NO_CHECK);
	}

	/** Returns {@code null} if there was no failure. */
	private Outcome update(Path file) {
		try {
			update(file, 1, NEW);
			return null;
		}
		catch (AtomicWriteException ex) {
			return ex.outcome();
		}
		catch (StackOverflowError ex) {
			return Outcome.NOT_COMMITTED;
		}
	}

}
