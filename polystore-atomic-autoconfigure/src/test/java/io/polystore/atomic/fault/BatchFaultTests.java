package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.Suite;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever goes wrong at whatever call of a replace that serves several callers: those
 * fail that must, and no others.
 */
@Tag("faults")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BatchFaultTests {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Figures figures = new Figures();

	private final List<String> violations = new ArrayList<>();

	private Path directory;

	private int runs;

	@BeforeEach
	void createDirectory() throws IOException {
		QuietLog.begin();
		this.directory = MemoryDirectory.create();
	}

	@AfterEach
	void deleteDirectory() throws IOException {
		QuietLog.end();
		Matrix.delete(this.directory);
	}

	@Test
	void whatGoesWrongWithABatchFailsThoseWhomItMust() throws Exception {
		BatchRun clean = newRun().run(null);
		assertThat(clean.content()).isEqualTo("01abc");
		this.figures.operation(clean.callsOfBatch().size());
		assertThat(clean.callsOfBatch()).hasSizeGreaterThan(8);
		for (Call call : clean.callsOfBatch()) {
			for (FaultKind kind : FaultKind.values()) {
				if (kind.appliesTo(call) && (kind.isInPairs() || Suite.isLong())) {
					judge(new Injection(call, kind));
				}
			}
		}
		new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP).sweep(this.directory);
		assertThat(State.temps(this.directory)).isEmpty();
		this.figures.violations(this.violations.size());
		Suite.report("Faults in batches", this.figures.figures());
		assertThat(this.violations).isEmpty();
	}

	private BatchRun newRun() {
		return new BatchRun(this.fileSystem, this.directory.resolve(String.valueOf(this.runs++)));
	}

	private void judge(Injection injection) throws Exception {
		BatchRun run = newRun().run(injection);
		this.figures.single();
		this.figures.outcome(run.batch().get(0).failure());
		require(run.calls().stream().anyMatch((call) -> injection.isAt(call) && injection.isSame(call)), injection,
				"another call");
		require(run.first().failure() == null, injection, "the first fails: " + run.first().failure());
		Outcome outcome = outcome(run.batch().get(0), injection);
		for (Background<String> caller : run.batch()) {
			require(outcome(caller, injection) == outcome, injection, "callers of one batch are told different things");
		}
		requireOneExceptionEach(run, injection);
		Outcome late = (outcome == Outcome.NOT_COMMITTED) ? Outcome.NOT_COMMITTED : null;
		require(outcome(run.late(), injection) == late, injection, "who came later: " + run.late().failure());
		String expected = (outcome == Outcome.NOT_COMMITTED) ? "01" : "01abcL";
		require(run.content().equals(expected), injection, "the file holds " + run.content());
		require(outcome != null || !injection.isReached() || Survival.isAllowed(injection), injection,
				"swallowed at " + injection.place());
		requireNothingLeft(run, injection, expected);
	}

	private Outcome outcome(Background<String> caller, Injection injection) {
		Throwable failure = caller.failure();
		if (failure == null) {
			return null;
		}
		require(isCausedBy(failure, injection.failure()), injection, "its cause is missing in " + failure);
		if (failure instanceof AtomicWriteException ex) {
			return ex.outcome();
		}
		require(failure instanceof FileLockException, injection, "no type of ours: " + failure);
		return Outcome.NOT_COMMITTED;
	}

	private static boolean isCausedBy(Throwable failure, Throwable injected) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause == injected) {
				return true;
			}
		}
		return false;
	}

	private void requireOneExceptionEach(BatchRun run, Injection injection) {
		List<Throwable> failures = run.batch().stream().map(Background::failure).distinct().toList();
		require(failures.contains(null) || failures.size() == run.batch().size(), injection, "a shared exception");
	}

	private void requireNothingLeft(BatchRun run, Injection injection, String present) throws Exception {
		require(this.fileSystem.faults().open().isEmpty(), injection, "still open: " + this.fileSystem.faults().open());
		require(JvmLock.count() == 0, injection, "locks still in use");
		require(run.append("n", opened()).equals(present + "n"), injection, "the next update was lost");
		boolean excused = run.calls()
			.stream()
			.anyMatch((call) -> injection.isAt(call) && TempNames.isTemp(call.fileName())
					&& (call.is("delete") || call.is("open")));
		require(excused || State.temps(run.directory()).isEmpty(), injection, "left behind");
	}

	private static Gate opened() {
		Gate gate = new Gate();
		gate.open();
		return gate;
	}

	private void require(boolean condition, Injection injection, String violation) {
		if (!condition) {
			this.violations.add(injection + ": " + violation);
		}
	}

}
