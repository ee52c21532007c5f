package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lock files that a stranger deletes or replaces.
 */
@ParameterizedClass
@KernelLockKinds
class LockLostTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private static OtherProcess other;

	@Parameter
	private LockKind kind;

	private FileLocks locks;

	@TempDir
	private Path directory;

	private Path lockFile;

	@BeforeParameterizedClassInvocation
	static void startOther(LockKind kind) {
		other = OtherProcess.start(kind);
	}

	@AfterParameterizedClassInvocation
	static void stopOther() {
		other.close();
	}

	@BeforeEach
	void name() {
		this.locks = new FileLocks(this.kind.provider(), "tests", AtomicFileListener.NO_OP);
		this.lockFile = this.directory.resolve("a.lock");
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	private void replace() throws IOException {
		Files.move(Files.createFile(this.directory.resolve("new")), this.lockFile, StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	@Test
	void whoHoldsADeletedLockFileDoesNotBelieveInIt() throws IOException {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
			Files.delete(this.lockFile);
			assertThat(lock.isHeld()).isFalse();
		}
		try (LockHandle again = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(again.isHeld()).isTrue();
			replace();
			assertThat(again.isHeld()).isFalse();
		}
	}

	@Test
	void whoWaitedForADeletedLockFileLocksTheOneThatOthersLock() throws Exception {
		other.lock(this.lockFile);
		Background<LockHandle> waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
		Files.delete(this.lockFile);
		other.unlock(this.lockFile);
		try (LockHandle lock = waiter.result()) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(other.canLock(this.lockFile)).isFalse();
		}
		assertThat(other.canLock(this.lockFile)).isTrue();
	}

	@Test
	void whoWaitedForAReplacedLockFileWaitsForTheNewOne() throws Exception {
		other.lock(this.lockFile);
		Background<LockHandle> waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
		replace();
		try (OtherProcess third = OtherProcess.start(this.kind)) {
			third.lock(this.lockFile);
			other.unlock(this.lockFile);
			assertThat(other.canLock(this.lockFile)).isFalse();
			assertThat(waiter.awaitWaiting().isDone()).isFalse();
			third.unlock(this.lockFile);
			try (LockHandle lock = waiter.result()) {
				assertThat(lock.isHeld()).isTrue();
			}
		}
	}

	@Test
	void requiringALostLockTellsWhatHappened() throws IOException {
		JvmLock lock = JvmLock.enter(JvmLock.canonical(this.lockFile), this.kind.provider());
		try {
			lock.acquire(Deadline.after(Duration.ZERO), Duration.ofMillis(100), "tests");
			lock.requireHeld();
			Files.delete(this.lockFile);
			assertThatExceptionOfType(FileLockException.class).isThrownBy(lock::requireHeld)
				.withMessageContaining("deleted or replaced");
			lock.release();
		}
		finally {
			lock.leave();
		}
	}

}
