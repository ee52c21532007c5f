package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Flocker;
import io.polystore.atomic.test.Flocker.Program;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.test.OtherProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Programs that lock with flock(2), and know nothing of fcntl(2).
 */
class FlockStrangerTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private static final LockOptions SHORT = LockOptions.of(Duration.ofMillis(600));

	private static OtherProcess other;

	private final FileLocks locks = new FileLocks(LockKind.FLOCK.provider(), "tests", AtomicFileListener.NO_OP);

	@TempDir
	private Path directory;

	private Path lockFile;

	@BeforeAll
	static void startOther() {
		other = OtherProcess.start(LockKind.FLOCK);
	}

	@AfterAll
	static void stopOther() {
		other.close();
	}

	@BeforeEach
	void name() {
		this.lockFile = this.directory.resolve("a.lock");
	}

	@AfterEach
	void nothingIsLeftBehind() throws IOException {
		assertThat(JvmLock.count()).isZero();
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	private void assertThatEverybodyCanLock() throws IOException {
		this.locks.lock(this.lockFile, LockOptions.of(Duration.ZERO)).close();
		assertThat(other.canLock(this.lockFile)).isTrue();
		assertThat(Program.PYTHON.canLock(this.lockFile)).isTrue();
	}

	/** So that the tests below are seen to find what they look for. */
	@Test
	void withoutFlockAStrangerIsNotExcluded() throws IOException {
		FileLocks fcntl = new FileLocks(new FileChannelLockProvider(), "tests", AtomicFileListener.NO_OP);
		try (LockHandle lock = fcntl.lock(this.lockFile, PATIENT)) {
			assertThat(Program.PYTHON.canLock(lock.path())).isTrue();
			assertThat(Program.SHELL.canLock(lock.path())).isTrue();
		}
		try (Flocker stranger = Program.PYTHON.start(this.lockFile)) {
			assertThat(stranger.hasLocked()).isTrue();
			assertThat(fcntl.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
		}
	}

	@ParameterizedTest
	@EnumSource
	void weExcludeAStranger(Program program) throws IOException {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(program.canLock(lock.path())).isFalse();
			assertThat(lock.isHeld()).isTrue();
			assertThat(other.canLock(lock.path())).isFalse();
		}
		assertThatEverybodyCanLock();
	}

	@ParameterizedTest
	@EnumSource
	void aStrangerExcludesUs(Program program) throws Exception {
		Background<LockHandle> waiter;
		try (Flocker stranger = program.start(this.lockFile)) {
			assertThat(stranger.hasLocked()).isTrue();
			assertThat(this.locks.tryLock(this.lockFile)).isEmpty();
			assertThat(other.canLock(this.lockFile)).isFalse();
			waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
			assertThat(waiter.endsWithin(Duration.ofMillis(300))).isFalse();
		}
		try (LockHandle lock = waiter.result()) {
			assertThat(program.canLock(lock.path())).isFalse();
		}
		assertThatEverybodyCanLock();
	}

	@Test
	void aTimeoutIsKeptExactlyWhileAStrangerHoldsTheLock() throws IOException {
		this.locks.lock(this.lockFile, PATIENT).close();
		try (Flocker stranger = Program.PYTHON.start(this.lockFile)) {
			assertThat(stranger.hasLocked()).isTrue();
			assertThatExceptionOfType(FileLockTimeoutException.class)
				.isThrownBy(() -> this.locks.lock(this.lockFile, SHORT))
				.satisfies((timeout) -> {
					assertThat(timeout.waited()).isBetween(Duration.ofMillis(600), Duration.ofSeconds(10));
					assertThat(timeout.attempts()).isBetween(5, 20);
					assertThat(timeout.holder()).isEmpty();
				});
		}
		assertThatEverybodyCanLock();
	}

	@Test
	void aWaitForAStrangerIsInterruptible() throws Exception {
		try (Flocker stranger = Program.PYTHON.start(this.lockFile)) {
			assertThat(stranger.hasLocked()).isTrue();
			Background<Boolean> waiter = Background.of(() -> {
				assertThatExceptionOfType(FileLockInterruptedException.class)
					.isThrownBy(() -> this.locks.lock(this.lockFile, PATIENT));
				return Thread.currentThread().isInterrupted();
			});
			assertThat(waiter.awaitWaiting().interrupt().result()).isTrue();
		}
		assertThatEverybodyCanLock();
	}

	@ParameterizedTest
	@EnumSource
	void theDeathOfAStrangerFreesItsLock(Program program) throws Exception {
		try (Flocker stranger = program.start(this.lockFile)) {
			assertThat(stranger.hasLocked()).isTrue();
			Background<LockHandle> waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
			stranger.kill();
			waiter.result().close();
		}
		assertThatEverybodyCanLock();
	}

	@Test
	void ourDeathFreesTheLockForAStranger() throws IOException {
		try (OtherProcess victim = OtherProcess.start(LockKind.FLOCK)) {
			victim.lock(this.lockFile);
			assertThat(Program.PYTHON.canLock(this.lockFile)).isFalse();
			victim.kill();
			assertThatEverybodyCanLock();
		}
	}

	/** Who waits for a stranger is the next, and the only process that polls. */
	@Test
	void whoWaitsForAStrangerKeepsTheTurnAmongTheProcesses() throws Exception {
		Path count = this.directory.resolve("count");
		Path guard = OtherProcess.lockOf(count);
		Background<LockHandle> waiter;
		try (Flocker stranger = Program.SHELL.start(guard); OtherProcess third = OtherProcess.start()) {
			assertThat(stranger.hasLocked()).isTrue();
			waiter = Background.of(() -> this.locks.lock(guard, PATIENT)).awaitWaiting();
			assertThat(waiter.endsWithin(Duration.ofMillis(100))).isFalse();
			assertThat(third.canLock(guard)).isFalse();
			other.startCounting(count, 1);
		}
		try (LockHandle lock = waiter.result()) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(OtherProcess.number(count)).isZero();
		}
		other.awaitCounted(count);
		assertThat(OtherProcess.number(count)).isOne();
	}

	/** The word of the holder is gone then, but not the lock. */
	@Test
	void aLockFileThatIsTruncatedStaysLocked() throws IOException {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(Program.TRUNCATING_PYTHON.canLock(lock.path())).isFalse();
			assertThat(other.canLock(lock.path())).isFalse();
			assertThat(lock.isHeld()).isTrue();
		}
		assertThatEverybodyCanLock();
	}

	@Test
	void theContentOfAnotherProgramStays() throws IOException {
		Files.writeString(this.lockFile, "4711\n");
		assertThatEverybodyCanLock();
		assertThat(this.lockFile).hasContent("4711\n");
	}

	@Test
	void whoWaitedForADeletedLockFileLocksTheOneThatOthersLock() throws Exception {
		Background<LockHandle> waiter;
		try (Flocker stranger = Program.PYTHON.start(this.lockFile)) {
			assertThat(stranger.hasLocked()).isTrue();
			waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
			assertThat(waiter.endsWithin(Duration.ofMillis(50))).isFalse();
			Files.delete(this.lockFile);
		}
		try (LockHandle lock = waiter.result()) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(other.canLock(this.lockFile)).isFalse();
			assertThat(Program.SHELL.canLock(this.lockFile)).isFalse();
		}
		assertThatEverybodyCanLock();
	}

}
