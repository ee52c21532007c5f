package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockHolder;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.Workers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

/**
 * Locks between JVMs.
 */
@ParameterizedClass
@KernelLockKinds
class LockProcessTests {

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

	@Test
	void processesExcludeEachOther() {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(other.canLock(lock.path())).isFalse();
		}
		other.lock(this.lockFile);
		assertThat(this.locks.tryLock(this.lockFile)).isEmpty();
		other.unlock(this.lockFile);
		assertThat(this.locks.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
	}

	@Test
	void threadsOfTwoProcessesCountWithoutALoss() throws Exception {
		Path file = this.directory.resolve("count");
		other.startCounting(file, 300);
		Workers.run(4, (index) -> {
			for (int i = 0; i < 100; i++) {
				try (LockHandle lock = this.locks.lock(OtherProcess.lockOf(file), PATIENT)) {
					OtherProcess.addOne(file);
					assertThat(lock.isHeld()).isTrue();
				}
			}
		});
		other.awaitCounted(file);
		assertThat(OtherProcess.number(file)).isEqualTo(700);
	}

	@Test
	void aLockIsTakenAsSoonAsTheOtherProcessGivesItUp() throws Exception {
		other.lock(this.lockFile);
		Background<LockHandle> waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
		assertThat(waiter.isDone()).isFalse();
		other.unlock(this.lockFile);
		try (LockHandle lock = waiter.result()) {
			assertThat(other.canLock(lock.path())).isFalse();
		}
	}

	@Test
	void noProcessPollsForTheLockOfAnother() throws Exception {
		List<Integer> attempts = new CopyOnWriteArrayList<>();
		FileLocks counting = counting(attempts);
		for (int i = 0; i < 20; i++) {
			other.lock(this.lockFile);
			Background<LockHandle> waiter = Background.of(() -> counting.lock(this.lockFile, PATIENT)).awaitWaiting();
			other.unlock(this.lockFile);
			waiter.result().close();
		}
		assertThat(attempts).hasSize(20).containsOnly(2);
	}

	@Test
	void theDeathOfAProcessFreesItsLocks() throws Exception {
		try (OtherProcess victim = OtherProcess.start(this.kind)) {
			victim.lock(this.lockFile);
			Background<LockHandle> waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
			assertThat(this.locks.tryLock(this.directory.resolve("b.lock"))).hasValueSatisfying(LockHandle::close);
			victim.kill();
			try (LockHandle lock = waiter.result()) {
				assertThat(lock.isHeld()).isTrue();
			}
		}
	}

	@Test
	void aTimeoutIsKeptExactlyAndTellsWhoHoldsTheLock() {
		Instant before = Instant.now();
		other.lock(this.lockFile);
		assertThatExceptionOfType(FileLockTimeoutException.class)
			.isThrownBy(() -> this.locks.lock(this.lockFile, LockOptions.of(Duration.ofMillis(300))))
			.satisfies((timeout) -> {
				assertThat(timeout.waited()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
				assertThat(timeout.attempts()).isEqualTo(2);
				assertThat(timeout.holder()).hasValueSatisfying((holder) -> {
					assertThat(holder.pid()).isEqualTo(other.pid());
					assertThat(holder.application()).isEqualTo("other process");
					assertThat(holder.thread()).isEqualTo("main");
					assertThat(holder.since()).isBetween(before.minusSeconds(1), Instant.now());
					assertThat(holder.processStart()).isBefore(holder.since());
				});
				assertThat(timeout).hasMessageContaining("pid " + other.pid());
			});
		other.unlock(this.lockFile);
	}

	@Test
	void aHolderIsOneSinceItHasTheLockNotSinceItWaits() throws Exception {
		other.lock(this.lockFile);
		Background<LockHandle> waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
		Instant given = Instant.now();
		other.unlock(this.lockFile);
		try (LockHandle lock = waiter.result()) {
			assertThatExceptionOfType(FileLockTimeoutException.class)
				.isThrownBy(() -> this.locks.lock(lock.path(), LockOptions.of(Duration.ZERO)))
				.satisfies((timeout) -> assertThat(timeout.holder()).get()
					.extracting(LockHolder::since)
					.isNotNull()
					.satisfies((since) -> assertThat(since).isAfterOrEqualTo(given)));
		}
	}

	@Test
	void aZeroTimeoutTriesOnce() {
		other.lock(this.lockFile);
		assertThatExceptionOfType(FileLockTimeoutException.class)
			.isThrownBy(() -> this.locks.lock(this.lockFile, LockOptions.of(Duration.ZERO)))
			.satisfies((timeout) -> assertThat(timeout.attempts()).isOne());
		other.unlock(this.lockFile);
	}

	/**
	 * By the turns of the other process before each of ours, not by the clock. Without
	 * the turnstile each would have the lock again and again.
	 */
	@Test
	void aWaitingProcessGetsItsTurnAgainstABusyOne() {
		other.startHammering(this.lockFile);
		for (int i = 0; i < 20; i++) {
			long turns = other.turns(this.lockFile);
			Awaitility.await().until(() -> other.turns(this.lockFile) > turns);
		}
		List<Long> turns = other.turnsBeforeEachOfOurs(this.lockFile, this::takeTurn);
		other.stopHammering(this.lockFile);
		// without the turnstile from 7 to 25
		assertThat(turns).as("taken back at once").filteredOn((count) -> count == 0).hasSizeLessThan(5);
		assertThat(turns).as("not starved").filteredOn((count) -> count <= 5).hasSizeGreaterThan(200);
	}

	private void takeTurn(Runnable work) {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			work.run();
			assertThat(lock.isHeld()).isTrue();
		}
	}

	/**
	 * The kernel knows processes only, and each of these two holds what a thread of the
	 * other waits for.
	 */
	@Test
	void whatTheKernelTakesForADeadlockIsWaitedFor() throws Exception {
		assumeThat(Path.of("/proc/locks")).as("waiting processes can be seen on Linux only").exists();
		List<Integer> attempts = new CopyOnWriteArrayList<>();
		FileLocks counting = counting(attempts);
		Path count = this.directory.resolve("count");
		Background<LockHandle> waiter;
		try (LockHandle held = this.locks.lock(OtherProcess.lockOf(count), PATIENT)) {
			other.lock(this.lockFile);
			other.startCounting(count, 1);
			Awaitility.await().until(() -> isWaiting(other.pid()));
			waiter = Background.of(() -> counting.lock(this.lockFile, PATIENT));
			Awaitility.await().until(() -> isPolling(waiter.thread()));
			assertThat(held.isHeld()).isTrue();
		}
		other.awaitCounted(count);
		other.unlock(this.lockFile);
		waiter.result().close();
		assertThat(attempts).hasSize(1).first(as(INTEGER)).isGreaterThan(2);
	}

	@Test
	void whoHeldItBeforeIsNotTakenForItsHolder() throws Exception {
		assumeThat(Path.of("/proc/locks")).as("waiting processes can be seen on Linux only").exists();
		Background<LockHandle> late;
		Background<Boolean> next;
		try (LockHandle held = this.locks.lock(this.lockFile, PATIENT)) {
			next = Background.of(() -> {
				other.lock(this.lockFile);
				return true;
			});
			Awaitility.await().until(() -> isWaiting(other.pid()));
			late = Background.of(() -> this.locks.lock(this.lockFile, LockOptions.of(Duration.ofSeconds(2))))
				.awaitWaiting();
			assertThat(held.isHeld()).isTrue();
		}
		assertThat(next.result()).isTrue();
		assertThat(late.failure()).isInstanceOfSatisfying(FileLockTimeoutException.class,
				(timeout) -> assertThat(timeout.holder())
					.hasValueSatisfying((holder) -> assertThat(holder.pid()).isEqualTo(other.pid())));
		other.unlock(this.lockFile);
	}

	private FileLocks counting(List<Integer> attempts) {
		return new FileLocks(this.kind.provider(), "tests", new AtomicFileListener() {

			@Override
			public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int asked) {
				attempts.add(asked);
			}

		});
	}

	private static boolean isPolling(Thread thread) {
		return Stream.of(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().startsWith(LockPoller.class.getName()));
	}

	private static boolean isWaiting(long pid) throws IOException {
		return Files.readAllLines(Path.of("/proc/locks"))
			.stream()
			.anyMatch((line) -> line.matches(".*-> POSIX .* %d .*".formatted(pid)));
	}

	@Test
	void aThreadBehindOneThatWaitsForAnotherProcessTimesOutAndIsToldWhy() throws Exception {
		other.lock(this.lockFile);
		Background<LockHandle> first = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(
					Background.of(() -> this.locks.lock(this.lockFile, LockOptions.of(Duration.ofMillis(200))))::result)
			.withCauseInstanceOf(FileLockTimeoutException.class)
			.havingCause()
			.withMessageContaining("pid " + other.pid());
		other.unlock(this.lockFile);
		first.result().close();
	}

}
