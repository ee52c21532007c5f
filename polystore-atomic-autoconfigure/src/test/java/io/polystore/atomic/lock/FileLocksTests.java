package io.polystore.atomic.lock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Locks among the threads of one JVM.
 */
@ParameterizedClass
@EnumSource
class FileLocksTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	@Parameter
	private LockKind kind;

	private FileLocks locks;

	@TempDir
	private Path directory;

	private Path lockFile;

	@BeforeEach
	void name() {
		this.locks = new FileLocks(this.kind.provider(), "tests", AtomicFileListener.NO_OP);
		this.lockFile = this.directory.resolve("a.lock");
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	@Test
	void aFreeLockIsTakenAtOnce() {
		try (LockHandle lock = this.locks.lock(this.lockFile, LockOptions.of(Duration.ZERO))) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(lock.path()).isEqualTo(this.lockFile);
			assertThat(lock).hasToString("LockHandle[%s, held]", this.lockFile);
			assertThat(JvmLock.count()).isOne();
		}
	}

	@Test
	void onlyOneThreadIsInside() throws Exception {
		AtomicInteger inside = new AtomicInteger();
		Workers.run(8, (index) -> {
			for (int i = 0; i < 200; i++) {
				try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
					assertThat(inside.incrementAndGet()).isOne();
					Thread.yield();
					assertThat(inside.decrementAndGet()).isZero();
					assertThat(lock.isHeld()).isTrue();
				}
			}
		});
	}

	@Test
	void aTryInsideFindsTheLockBusyAndOneOutsideFree() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(Background.of(() -> this.locks.tryLock(lock.path())).result()).isEmpty();
		}
		assertThat(this.locks.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
	}

	@Test
	void aWaitEndsWithItsTimeoutAndTellsWhoHoldsTheLock() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			Throwable failure = Background
				.of(() -> this.locks.lock(lock.path(), LockOptions.of(Duration.ofMillis(200))))
				.failure();
			assertThat(failure).isInstanceOfSatisfying(FileLockTimeoutException.class, (timeout) -> {
				assertThat(timeout.waited()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
				assertThat(timeout.attempts()).isOne();
				assertThat(timeout.path()).hasFileName("a.lock");
				assertThat(timeout.holder()).hasValueSatisfying((holder) -> {
					assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
					assertThat(holder.application()).isEqualTo("tests");
					assertThat(holder.thread()).isEqualTo(Thread.currentThread().getName());
				});
			});
		}
	}

	@Test
	void waitersGetTheirTurnInTheOrderOfTheirArrival() throws Exception {
		List<Integer> order = new ArrayList<>();
		List<Background<Integer>> waiters = new ArrayList<>();
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			for (int i = 0; i < 6; i++) {
				int index = i;
				waiters.add(Background.of(() -> {
					try (LockHandle mine = this.locks.lock(lock.path(), PATIENT)) {
						order.add(mine.isHeld() ? index : -1);
						return index;
					}
				}).awaitWaiting());
			}
		}
		for (Background<Integer> waiter : waiters) {
			waiter.result();
		}
		assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
	}

	@Test
	void whoWantsTheLockBackAtOnceComesBehindAWaiter() throws Exception {
		LockHandle first = this.locks.lock(this.lockFile, PATIENT);
		AtomicInteger turn = new AtomicInteger();
		Background<Integer> waiter = Background.of(() -> {
			try (LockHandle lock = this.locks.lock(first.path(), PATIENT)) {
				return lock.isHeld() ? turn.incrementAndGet() : -1;
			}
		}).awaitWaiting();
		first.close();
		try (LockHandle again = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(again.isHeld()).isTrue();
			assertThat(turn.incrementAndGet()).isEqualTo(2);
		}
		assertThat(waiter.result()).isOne();
	}

	@Test
	void aHandleIsClosedOnceHoweverOftenItIsClosed() throws Exception {
		LockHandle first = this.locks.lock(this.lockFile, PATIENT);
		first.close();
		try (LockHandle second = this.locks.lock(this.lockFile, PATIENT)) {
			first.close();
			assertThat(first.isHeld()).isFalse();
			assertThat(second.isHeld()).isTrue();
			assertThat(first).hasToString("LockHandle[%s, given up]", this.lockFile);
			assertThat(Background.of(() -> this.locks.tryLock(this.lockFile)).result()).isEmpty();
		}
	}

	@Test
	void threadsThatCloseTheSameHandleAtOnceGiveItUpOnce() throws Exception {
		for (int i = 0; i < 50; i++) {
			LockHandle lock = this.locks.lock(this.lockFile, PATIENT);
			Workers.run(4, (index) -> lock.close());
			assertThat(JvmLock.count()).isZero();
		}
		assertThat(this.locks.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
	}

	@Test
	void anotherThreadMayCloseTheHandle() throws Exception {
		LockHandle lock = this.locks.lock(this.lockFile, PATIENT);
		Workers.run(1, (index) -> lock.close());
		assertThat(lock.isHeld()).isFalse();
		assertThat(this.locks.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
	}

	@Test
	void aLockIsNotReentrantWhateverTheTimeout() {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(lock.path(), PATIENT))
				.isExactlyInstanceOf(FileLockException.class)
				.withMessageContaining("held by this very thread");
			assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.tryLock(lock.path()))
				.isExactlyInstanceOf(FileLockException.class);
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@Test
	void differentFilesAreDifferentLocks() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT);
				LockHandle other = this.locks.lock(lock.path().resolveSibling("b.lock"), PATIENT)) {
			assertThat(other.isHeld()).isTrue();
			assertThat(JvmLock.count()).isEqualTo(2);
		}
	}

	@Test
	void aForgottenHandleKeepsTheLock() throws Exception {
		forget();
		for (int i = 0; i < 3; i++) {
			System.gc();
			assertThat(Background.of(() -> this.locks.tryLock(this.lockFile)).result()).isEmpty();
		}
		assertThat(Files.exists(this.lockFile)).isTrue();
		JvmLock lock = JvmLock.enter(JvmLock.canonical(this.lockFile), this.kind.provider());
		lock.release();
		lock.leave();
		lock.leave();
	}

	private void forget() {
		assertThat(this.locks.lock(this.lockFile, PATIENT).isHeld()).isTrue();
	}

}
