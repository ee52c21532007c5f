package io.polystore.atomic.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.write.AtomicFileOutputStream;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.Temps;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a process at a step, and goes on with its files at once.
 */
final class StepKill {

	private static final byte[] LATER = "{}".getBytes(StandardCharsets.UTF_8);

	/** A single attempt: what is not free at once fails. */
	private static final LockOptions AT_ONCE = LockOptions.of(Duration.ZERO);

	private static final AtomicFileTemplate FILES = AtomicFileTemplate.builder().build();

	private static final StaleTempSweeper SWEEPER = new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP);

	private final Path directory;

	private final KillFigures figures;

	StepKill(Path directory, KillFigures figures) {
		this.directory = directory;
		this.figures = figures;
	}

	/** An operation in a process that is not killed and can do others. */
	@SuppressWarnings("try")
	static Trace trace(SteppedOperation operation, ChildJvm child, Path directory) throws IOException {
		operation.prepare(directory);
		DocumentFiles before = DocumentFiles.in(directory);
		int said = child.lines().size();
		try (AtomicFileOutputStream living = writing(directory)) {
			child.send(new Step(operation, 0, false).command(directory));
			String returned = SteppedProcess.RETURNED + operation;
			child.awaitLine(returned::equals);
			List<String> lines = child.lines();
			return new Trace(operation, lines.subList(said, lines.indexOf(returned)), before,
					DocumentFiles.in(directory));
		}
	}

	/** Whose temporary file nobody else may remove. */
	private static AtomicFileOutputStream writing(Path directory) throws IOException {
		AtomicFileOutputStream out = FILES.openForWrite(directory.resolve("living.json"));
		out.write(LATER);
		return out;
	}

	void run(Step step, Trace trace) throws IOException {
		step.operation().prepare(this.directory);
		try (AtomicFileOutputStream living = writing(this.directory)) {
			kill(step, trace);
			assertThat(DocumentFiles.in(this.directory)).as("%s", step).isEqualTo(trace.documents(step));
			assertThatLocksAreFree(step);
			assertThatTempsAreSwept(step);
			assertThat(DocumentFiles.in(this.directory)).as("%s", step).isEqualTo(trace.documents(step));
			living.commit();
			goOn(step);
		}
	}

	private void kill(Step step, Trace trace) {
		try (ChildJvm child = SteppedProcess.start()) {
			child.send(step.command(this.directory));
			String line = child
				.awaitLine((said) -> said.startsWith(SteppedProcess.AT) || said.startsWith(SteppedProcess.RETURNED));
			assertThat(line).as("%s", step).matches(trace.stop(step));
			if (trace.isReturned(step)) {
				this.figures.acknowledged.incrementAndGet();
			}
			if (trace.isTempLocked(step)) {
				assertThat(SWEEPER.sweep(this.directory)).as("of a process that lives, %s", step).isZero();
			}
			child.kill();
		}
		this.figures.killed(step);
	}

	private void assertThatLocksAreFree(Step step) throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			files.filter((file) -> file.toString().endsWith(".lock")).forEach((lock) -> {
				Optional<LockHandle> taken = FILES.tryLock(lock);
				assertThat(taken).as("%s", step).isPresent();
				taken.get().close();
			});
		}
	}

	/** All but the one of this process. */
	private void assertThatTempsAreSwept(Step step) throws IOException {
		int left = Temps.in(this.directory).size() - 1;
		int swept = SWEEPER.sweep(this.directory);
		this.figures.tempsLeft.addAndGet(left);
		this.figures.tempsSwept.addAndGet(swept);
		assertThat(swept).as("%s", step).isEqualTo(left);
		assertThat(Temps.in(this.directory)).as("%s", step).hasSize(1);
	}

	private void goOn(Step step) throws IOException {
		Path file = this.directory.resolve(SteppedOperation.FILE);
		assertThat(FILES.update(file, AT_ONCE, (content) -> LATER)).as("%s", step).isEqualTo(LATER);
		FILES.delete(file);
		FILES.createNew(file, LATER);
		assertThat(Temps.in(this.directory)).as("%s", step).isEmpty();
	}

}
