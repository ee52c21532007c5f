package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicFileListener.LockOutcome;
import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.Gate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whom a failed replace fails, and whom not.
 */
class PipelineFailureTests extends PipelineFixture {

	private static final IOException BROKEN = new IOException("Input/output error");

	private final IllegalStateException own = new IllegalStateException("own");

	@BeforeEach
	void begin() {
		this.files.update(this.file, appending("0"));
		this.events.outcomes().clear();
	}

	private static void assertFailed(Background<?> update, Outcome outcome) {
		assertThat(update.failure()).isInstanceOfSatisfying(AtomicWriteException.class, (failure) -> {
			assertThat(failure.outcome()).isEqualTo(outcome);
			assertThat(failure).hasRootCause(BROKEN);
		});
	}

	/** Stops before the n-th force of a content, which then fails. */
	private Gate gateBeforeFailure() {
		Gate gate = new Gate();
		onForceOfContent().before(() -> {
			gate.run();
			throw BROKEN;
		});
		return gate;
	}

	/** Stops before the force of the directory, which then fails. */
	private Gate gateBehindRename() {
		Gate gate = new Gate();
		onForceOfDirectory().before(() -> {
			gate.run();
			throw BROKEN;
		});
		return gate;
	}

	private Background<String> failing() {
		return ran((content) -> {
			throw this.own;
		});
	}

	private Background<String> unchanged() {
		return ran((content) -> content);
	}

	private Background<String> stoppingAt(Gate running) {
		Background<String> update = update((content) -> {
			running.run();
			return (text(content) + "r").getBytes(StandardCharsets.UTF_8);
		});
		running.awaitReached();
		return update;
	}

	@Test
	void aFailureBeforeTheRenameFailsAllWhoBuiltOnIt() throws Exception {
		Gate broken = gateBeforeFailure();
		Background<String> writing = append("1");
		broken.awaitReached();
		Background<String> queued = ran(appending("2"));
		Background<String> unchanged = unchanged();
		Background<String> failing = failing();
		Background<String> deleting = ran((content) -> null);
		Gate running = new Gate();
		Background<String> stopped = stoppingAt(running);
		broken.open();
		for (Background<String> update : List.of(writing, queued, unchanged, failing, deleting)) {
			assertFailed(update, Outcome.NOT_COMMITTED);
		}
		assertThat(failing.failure()).hasSuppressedException(this.own);
		assertThat(writing.failure()).isNotSameAs(queued.failure());
		assertThat(stopped.isDone()).isFalse();
		Background<String> next = append("3").awaitWaiting();
		running.open();
		assertFailed(stopped, Outcome.NOT_COMMITTED);
		assertThat(next.result()).isEqualTo("03");
		assertThat(content()).isEqualTo("03");
		assertThat(this.events.outcomes()).hasSize(7)
			.containsOnly(UpdateOutcome.FAILED, UpdateOutcome.WRITTEN)
			.containsOnlyOnce(UpdateOutcome.WRITTEN);
	}

	@Test
	void aChangeThatBeginsAfterItsBasisWasLostSeesTheFileAnew() throws Exception {
		Gate beginning = new Gate();
		TestFiles slow = new TestFiles(new AtomicFileListener() {

			@Override
			public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
				beginning.run();
			}

		}, TestFiles.LONG);
		Gate broken = gateBeforeFailure();
		Background<String> writing = append("1");
		broken.awaitReached();
		Background<String> next = Background.of(() -> text(slow.update(this.file, appending("2"))));
		beginning.awaitReached();
		broken.open();
		assertFailed(writing, Outcome.NOT_COMMITTED);
		beginning.open();
		assertThat(next.result()).isEqualTo("02");
		assertThat(content()).isEqualTo("02");
	}

	@Test
	void aListenerThatBreaksItsContractLeavesTheOutcomeOpen() throws IOException {
		IllegalStateException broken = new IllegalStateException("broken listener");
		TestFiles told = new TestFiles(new AtomicFileListener() {

			@Override
			public void batchStarted(Path file, int updates) {
				throw broken;
			}

		}, TestFiles.LONG);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> told.update(this.file, appending("1")))
			.returns(Outcome.COMMITTED_DURABILITY_UNKNOWN, AtomicWriteException::outcome)
			.withMessageContaining("is not known")
			.withStackTraceContaining("broken listener");
		assertThat(text(this.files.update(this.file, appending("2")))).isEqualTo("02");
	}

	@Test
	void whatWasNotEvenTriedIsNotCommitted() {
		assertThat(Batch.notCommitted(this.file, new OutOfMemoryError("no thread")).outcome())
			.isEqualTo(Outcome.NOT_COMMITTED);
	}

	@Test
	void aRunningChangeThatFailsItselfIsToldOfBoth() throws Exception {
		Gate broken = gateBeforeFailure();
		Background<String> writing = append("1");
		broken.awaitReached();
		Gate running = new Gate();
		Background<String> stopped = update((content) -> {
			running.run();
			throw this.own;
		});
		running.awaitReached();
		broken.open();
		assertFailed(writing, Outcome.NOT_COMMITTED);
		running.open();
		assertFailed(stopped, Outcome.NOT_COMMITTED);
		assertThat(stopped.failure()).hasSuppressedException(this.own);
	}

	@ParameterizedTest
	@ValueSource(strings = { "open", "write", "force", "move" })
	void whereverItFailsBeforeTheRenameTheFileStaysAsItWas(String operation) throws IOException {
		this.faults.on(operation, (path) -> path.toString().endsWith(".polystore-tmp")).failBefore(BROKEN);
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.update(this.file, appending("1")))
			.returns(Outcome.NOT_COMMITTED, AtomicWriteException::outcome)
			.withRootCauseInstanceOf(IOException.class);
		assertThat(content()).isEqualTo("0");
		assertThat(text(this.files.update(this.file, appending("2")))).isEqualTo("02");
	}

	@Test
	void aProviderThatThrowsSomethingUncheckedFailsTheBatchOnly() throws IOException {
		this.faults.on("move").before(() -> {
			throw new UnsupportedOperationException("broken");
		});
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.update(this.file, appending("1")))
			.returns(Outcome.NOT_COMMITTED, AtomicWriteException::outcome);
		assertThat(text(this.files.update(this.file, appending("2")))).isEqualTo("02");
	}

	@Test
	void aFailureBehindTheRenameFailsTheBatchOnly() throws Exception {
		Gate broken = gateBehindRename();
		Background<String> writing = append("1");
		broken.awaitReached();
		assertThat(content()).isEqualTo("01");
		Background<String> queued = ran(appending("2"));
		Gate running = new Gate();
		Background<String> stopped = stoppingAt(running);
		broken.open();
		assertFailed(writing, Outcome.COMMITTED_DURABILITY_UNKNOWN);
		running.open();
		assertThat(queued.result()).isEqualTo("012");
		assertThat(stopped.result()).isEqualTo("012r");
		assertThat(content()).isEqualTo("012r");
	}

	@Test
	void whoSawAStateInDoubtIsToldSoOrMadeSure() throws Exception {
		Gate broken = gateBehindRename();
		Background<String> writing = append("1");
		broken.awaitReached();
		Background<String> unchanged = unchanged();
		Background<String> failing = failing();
		Gate running = new Gate();
		Background<String> stopped = update((content) -> {
			running.run();
			throw this.own;
		});
		running.awaitReached();
		broken.open();
		assertFailed(writing, Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertFailed(unchanged, Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertFailed(failing, Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertThat(failing.failure()).hasSuppressedException(this.own);
		Fault again = onForceOfDirectory();
		running.open();
		assertThat(stopped.failure()).isSameAs(this.own);
		assertThat(again.matches()).isOne();
		assertThat(content()).isEqualTo("01");
	}

	@Test
	void aDoubtOutlivesTheLockUntilAForceSucceeds() throws Exception {
		onForceOfDirectory().times(2).failBefore(BROKEN);
		assertFailed(append("1"), Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertFailed(update((content) -> content), Outcome.COMMITTED_DURABILITY_UNKNOWN);
		Fault forces = onForceOfDirectory();
		assertThat(update((content) -> content).result()).isEqualTo("01");
		assertThat(update((content) -> content).result()).isEqualTo("01");
		assertThat(forces.matches()).isOne();
	}

	@Test
	void aDeletionInDoubtIsMadeSureByTheNextOne() throws Exception {
		onForceOfDirectory().times(2).failBefore(BROKEN);
		assertFailed(update((content) -> null), Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertFailed(update((content) -> null), Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertThat(update((content) -> null).result()).isEmpty();
		assertThat(this.real).doesNotExist();
	}

	@Test
	void whoReliesOnMoreThanWasForcedGetsIt() throws Exception {
		Gate written = gateAtRename();
		Background<String> weak = update(WriteOptions.of(Durability.NONE), appending("1"));
		written.awaitReached();
		Fault forces = onForceOfContent();
		Background<String> unchanged = unchanged();
		assertThat(forces.matches()).isZero();
		written.open();
		assertThat(weak.result()).isEqualTo("01");
		assertThat(unchanged.result()).isEqualTo("01");
		assertThat(forces.matches()).isOne();
	}

	private Gate gateAtRename() {
		Gate gate = new Gate();
		this.faults.on("move").before(gate);
		return gate;
	}

	@Test
	void aLaterDurableReplaceEndsTheDoubt() throws Exception {
		Gate broken = gateBehindRename();
		Background<String> writing = append("1");
		broken.awaitReached();
		Background<String> queued = ran(appending("2"));
		Gate running = new Gate();
		Background<String> stopped = update((content) -> {
			running.run();
			return content;
		});
		running.awaitReached();
		broken.open();
		queued.result();
		running.open();
		assertThat(stopped.result()).isEqualTo("012");
		assertFailed(writing, Outcome.COMMITTED_DURABILITY_UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aDeletionThatIsNotKnownToBeDurableIsNotReportedAsNotDone(boolean checked) {
		onForceOfDirectory().before(() -> {
			if (checked) {
				throw BROKEN;
			}
			throw new OutOfMemoryError("expected");
		});
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.update(this.file, (content) -> null))
			.returns(Outcome.COMMITTED_DURABILITY_UNKNOWN, AtomicWriteException::outcome);
		assertThat(this.real).doesNotExist();
	}

	@Test
	void aFileThatCannotBeReadFailsItsReaderOnly() throws Exception {
		this.faults.on("newInputStream", this.real::equals).failBefore(BROKEN);
		assertThatExceptionOfType(AtomicReadException.class)
			.isThrownBy(() -> this.files.update(this.file, appending("1")))
			.withCause(BROKEN);
		assertThat(content()).isEqualTo("0");
		assertThat(this.events.outcomes()).containsExactly(UpdateOutcome.FAILED);
		assertThat(text(this.files.update(this.file, appending("2")))).isEqualTo("02");
	}

	@Test
	void aDirectoryInTheFilesPlaceIsNotReplaced() throws IOException {
		Files.delete(this.real);
		Files.createDirectory(this.real);
		assertThatExceptionOfType(AtomicReadException.class)
			.isThrownBy(() -> this.files.update(this.file, appending("1")));
		assertThat(this.real).isEmptyDirectory();
	}

	@Test
	void aFailureThatPassesIsTriedAgainWithoutTheChange() throws IOException {
		this.faults.on("move").times(2).failBefore(new FileSystemException("file", null, "Stale file handle"));
		AtomicInteger runs = new AtomicInteger();
		this.files.update(this.file, (content) -> {
			runs.incrementAndGet();
			return "new".getBytes(StandardCharsets.UTF_8);
		});
		assertThat(runs).hasValue(1);
		assertThat(this.events.retries()).isEqualTo(2);
		assertThat(content()).isEqualTo("new");
	}

	@Test
	void aForceIsNeverTriedAgain() {
		onForceOfContent().failBefore(new FileSystemException("file", null, "Stale file handle"));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.update(this.file, appending("1")));
		assertThat(this.events.retries()).isZero();
	}

}
