package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever call of an operation fails, before or after it was done: what the caller is
 * told is true, and nothing is left behind.
 */
class EveryCallFailsTests {

	private static final String OLD = "old content";

	private static final String NEW = "new content, which is longer";

	private static final String LOST = "Input/output error";

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void aCallFailsBeforeItIsDone(Operation operation) throws IOException {
		assertThat(failures(operation, false)).isGreaterThan(5);
	}

	@ParameterizedTest
	@EnumSource
	void aCallFailsAfterItWasDone(Operation operation) throws IOException {
		assertThat(failures(operation, true)).isGreaterThan(5);
	}

	@ParameterizedTest
	@EnumSource
	void anErrorLeavesNothingBehindEither(Operation operation) throws IOException {
		int number = 1;
		while (isCalled(operation, number, (fault) -> fault.before(() -> {
			throw new StackOverflowError(LOST);
		}))) {
			number++;
		}
		assertThat(number).isGreaterThan(5);
	}

	/**
	 * Fails one call after another until the operation makes no more.
	 */
	private int failures(Operation operation, boolean after) throws IOException {
		int number = 1;
		IOException failure = new IOException(LOST);
		while (isCalled(operation, number, (fault) -> {
			if (after) {
				fault.failAfter(failure);
			}
			else {
				fault.failBefore(failure);
			}
		})) {
			number++;
		}
		return number - 1;
	}

	private boolean isCalled(Operation operation, int number, Failing failing) throws IOException {
		Path real = Files.createDirectory(this.directory.resolve(operation + "-" + number));
		Path file = this.fileSystem.path(real.resolve("file"));
		if (operation != Operation.CREATE) {
			Files.writeString(file, OLD);
		}
		this.fileSystem.faults().clear();
		Fault fault = this.fileSystem.faults().at(number);
		failing.apply(fault);
		Outcome outcome = run(operation, file);
		String what = "%s, call %d: %s".formatted(operation, number,
				this.fileSystem.faults().calls().get(Math.min(number, this.fileSystem.faults().calls().size()) - 1));
		assertThat(content(real.resolve("file"))).as(what)
			.isEqualTo((outcome != Outcome.NOT_COMMITTED) ? operation.after : operation.before);
		assertThat(OpenFiles.under(real)).as(what).isEmpty();
		assertThat(this.fileSystem.faults().calls()).extracting(Call::path).as(what).noneMatch(TempFile::isLive);
		sweep(real);
		assertThat(Temps.in(real)).as(what).isEmpty();
		return fault.matches() > 0;
	}

	/** Returns {@code null} if there was no failure. */
	private Outcome run(Operation operation, Path file) {
		try {
			operation.body.run(this.files, file);
			return null;
		}
		catch (AtomicWriteException ex) {
			assertThat(ex).hasRootCauseMessage(LOST);
			assertThat(ex.path()).isEqualTo(file);
			return ex.outcome();
		}
		catch (StackOverflowError ex) {
			return Outcome.NOT_COMMITTED;
		}
	}

	private static String content(Path file) throws IOException {
		return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Files.readString(file) : null;
	}

	/**
	 * A temp may stay only where its creation or its deletion failed; nobody holds it
	 * then.
	 */
	private void sweep(Path real) throws IOException {
		Set<String> excused = Set.of("open", "delete");
		if (!Temps.in(real).isEmpty() && this.fileSystem.faults().operations().stream().anyMatch(excused::contains)) {
			new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP).sweep(real);
		}
	}

	enum Operation {

		REPLACE(OLD, NEW, (files, file) -> files.write(file, NEW.getBytes(StandardCharsets.UTF_8))),

		STREAM(OLD, NEW, (files, file) -> files.write(file, (out) -> {
			out.write(NEW.getBytes(StandardCharsets.UTF_8));
			out.flush();
		})),

		CREATE(null, NEW, (files, file) -> files.createNew(file, NEW.getBytes(StandardCharsets.UTF_8))),

		DELETE(OLD, null, AtomicFileTemplate::delete);

		private final String before;

		private final String after;

		private final Body body;

		Operation(String before, String after, Body body) {
			this.before = before;
			this.after = after;
			this.body = body;
		}

	}

	@FunctionalInterface
	private interface Body {

		void run(AtomicFileTemplate files, Path file);

	}

	@FunctionalInterface
	private interface Failing {

		void apply(Fault fault);

	}

}
