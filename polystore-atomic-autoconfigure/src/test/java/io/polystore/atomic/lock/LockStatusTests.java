package io.polystore.atomic.lock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who holds a lock and who waits for it, as an operator sees it.
 */
class LockStatusTests {

	@TempDir
	private Path directory;

	private Path lockFile;

	@BeforeEach
	void name() throws Exception {
		this.lockFile = this.directory.toRealPath().resolve("a.lock");
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
		assertThat(LockStatus.inUse()).isEmpty();
	}

	@ParameterizedTest
	@KernelLockKinds
	void aLockThatIsHeldHereShowsItsThreadAndItsTime(LockKind kind) {
		Instant before = Instant.now();
		try (LockHandle lock = lock(kind)) {
			assertThat(List.of(LockStatus.of(lock.path(), kind.provider()))).isEqualTo(LockStatus.inUse());
			assertThat(LockStatus.inUse()).singleElement().satisfies((status) -> {
				assertThat(status.file()).isEqualTo(this.lockFile);
				assertThat(status.held()).isTrue();
				assertThat(status.here()).isTrue();
				assertThat(status.holder().thread()).isEqualTo(Thread.currentThread().getName());
				assertThat(status.holder().since()).isBetween(before.minusMillis(1), Instant.now());
				assertThat(status.waiters()).isEmpty();
			});
		}
	}

	@ParameterizedTest
	@KernelLockKinds
	void thoseWhoWaitAreShownTheLongestWaitFirst(LockKind kind) throws Exception {
		LockHandle held = lock(kind);
		Background<Void> first = waiter("first", kind);
		first.awaitWaiting();
		Background<Void> second = waiter("second", kind);
		second.awaitWaiting();
		assertThat(LockStatus.inUse()).singleElement()
			.satisfies((status) -> assertThat(status.waiters()).extracting(LockWaiter::thread)
				.containsExactly("first", "second"));
		assertThat(LockStatus.of(this.lockFile, kind.provider()).waiters()).hasSize(2);
		held.close();
		first.result();
		second.result();
	}

	@ParameterizedTest
	@KernelLockKinds
	void aLockThatAnotherProcessHoldsShowsThatProcess(LockKind kind) throws Exception {
		try (OtherProcess other = OtherProcess.start(kind)) {
			other.lock(this.lockFile);
			LockStatus status = LockStatus.of(this.lockFile, kind.provider());
			assertThat(status.held()).isTrue();
			assertThat(status.here()).isFalse();
			assertThat(status.holder().pid()).isEqualTo(other.pid());
			assertThat(status.holder().application()).isEqualTo("other process");
			Background<Void> waiter = waiter("waiter", kind);
			waiter.awaitWaiting();
			assertThat(LockStatus.inUse()).singleElement().satisfies((seen) -> {
				assertThat(seen.here()).isFalse();
				assertThat(seen.holder().pid()).isEqualTo(other.pid());
				assertThat(seen.waiters()).singleElement().extracting(LockWaiter::thread).isEqualTo("waiter");
			});
			other.unlock(this.lockFile);
			waiter.result();
		}
	}

	@ParameterizedTest
	@KernelLockKinds
	void aLockThatAnotherProcessHasGivenUpIsFreeAndStaysFree(LockKind kind) {
		try (OtherProcess other = OtherProcess.start(kind)) {
			other.lock(this.lockFile);
			other.unlock(this.lockFile);
			assertThat(LockStatus.of(this.lockFile, kind.provider()))
				.isEqualTo(new LockStatus(this.lockFile, false, false, null, List.of()));
			assertThat(other.canLock(this.lockFile)).isTrue();
		}
	}

	@ParameterizedTest
	@KernelLockKinds
	void toLookForAMissingLockCreatesNothing(LockKind kind) {
		kind.assumeAvailable();
		assertThat(LockStatus.of(this.lockFile, kind.provider()).held()).isFalse();
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@KernelLockKinds
	void toLookDoesNotGiveUpWhatThisProcessHolds(LockKind kind) {
		try (OtherProcess other = OtherProcess.start(kind); LockHandle lock = lock(kind)) {
			for (int i = 0; i < 10; i++) {
				assertThat(LockStatus.of(lock.path(), kind.provider()).held()).isTrue();
			}
			assertThat(other.canLock(this.lockFile)).isFalse();
		}
	}

	@ParameterizedTest
	@KernelLockKinds
	void aLockThatCannotBeTakenIsAnError(LockKind kind) throws Exception {
		kind.assumeAvailable();
		Files.createDirectory(this.lockFile);
		assertThatExceptionOfType(FileLockException.class)
			.isThrownBy(() -> LockStatus.of(this.lockFile, kind.provider()));
		assertThatExceptionOfType(FileLockException.class)
			.isThrownBy(() -> LockStatus.of(this.directory.resolve("missing/a.lock"), kind.provider()));
	}

	private LockHandle lock(LockKind kind) {
		kind.assumeAvailable();
		return locks(kind).lock(this.lockFile, LockOptions.defaults());
	}

	private Background<Void> waiter(String name, LockKind kind) {
		return Background.named(name, () -> {
			locks(kind).lock(this.lockFile, LockOptions.defaults()).close();
			return null;
		});
	}

	private static FileLocks locks(LockKind kind) {
		return new FileLocks(kind.provider(), "tests", AtomicFileListener.NO_OP);
	}

}
