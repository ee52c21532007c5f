package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.Workers;
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
 * Interrupts end a wait, and never cost a lock that seems to be held.
 */
@ParameterizedClass
@KernelLockKinds
class LockInterruptTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private static OtherProcess other;

	@Parameter
	private LockKind kind;

	private FileLocks locks;

	private final FaultyFileSystem faulty = new FaultyFileSystem();

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

	/** Which has no flock. */
	private void useFaultyFileSystem() {
		this.locks = new FileLocks(LockKind.FILE_CHANNEL.provider(), "tests", AtomicFileListener.NO_OP);
		this.lockFile = this.faulty.path(this.lockFile);
	}

	/** Returns whether the flag was set when the wait was broken off. */
	private boolean lockInterrupted() {
		assertThatExceptionOfType(FileLockInterruptedException.class)
			.isThrownBy(() -> this.locks.lock(this.lockFile, PATIENT).close());
		return Thread.currentThread().isInterrupted();
	}

	private void assertThatTheLockWorks() {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(other.canLock(lock.path())).isFalse();
		}
		assertThat(other.canLock(this.lockFile)).isTrue();
	}

	@Test
	void aWaitForAnotherThreadIsInterruptible() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(Background.of(this::lockInterrupted).awaitWaiting().interrupt().result()).isTrue();
			assertThat(other.canLock(lock.path())).isFalse();
		}
		assertThatTheLockWorks();
	}

	@Test
	void aWaitForAnotherProcessIsInterruptible() throws Exception {
		other.lock(this.lockFile);
		assertThat(Background.of(this::lockInterrupted).awaitWaiting().interrupt().result()).isTrue();
		other.unlock(this.lockFile);
		assertThatTheLockWorks();
	}

	@Test
	void whoIsInterruptedAlreadyDoesNotGetAFreeLock() throws Exception {
		assertThat(Background.of(() -> {
			Thread.currentThread().interrupt();
			return lockInterrupted();
		}).result()).isTrue();
		assertThatTheLockWorks();
	}

	@Test
	void anInterruptWhileTheHolderIsNotedIsNoSilentLoss() throws Exception {
		useFaultyFileSystem();
		this.faulty.faults().on("write").before(() -> Thread.currentThread().interrupt());
		assertThat(Background.of(this::lockInterrupted).result()).isTrue();
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(other.canLock(FaultyFileSystem.real(this.lockFile))).isFalse();
		}
	}

	/** The channel that tells who holds the lock is the one that the other waits with. */
	@Test
	void anInterruptWhileTheHolderIsReadDoesNotEndTheWaitOfAnother() throws Exception {
		other.lock(this.lockFile);
		Path real = this.lockFile;
		useFaultyFileSystem();
		Background<LockHandle> patient = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
		Gate reading = new Gate();
		this.faulty.faults().on("read").before(reading);
		Background<Boolean> impatient = Background.of(() -> {
			assertThatExceptionOfType(FileLockTimeoutException.class)
				.isThrownBy(() -> this.locks.lock(this.lockFile, LockOptions.of(Duration.ofMillis(20))))
				.satisfies((timeout) -> assertThat(timeout.holder()).isEmpty());
			return Thread.currentThread().isInterrupted();
		});
		reading.awaitReached();
		impatient.awaitParked().interrupt();
		assertThat(impatient.result()).isTrue();
		reading.open();
		assertThat(patient.isDone()).isFalse();
		other.unlock(real);
		patient.result().close();
		this.lockFile = real;
		assertThatTheLockWorks();
	}

	@Test
	void aLockIsKeptAndGivenUpByAnInterruptedThread() throws Exception {
		assertThat(Background.of(() -> {
			try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
				Thread.currentThread().interrupt();
				assertThat(lock.isHeld()).isTrue();
				assertThat(canLockUninterrupted()).isFalse();
			}
			return Thread.currentThread().isInterrupted();
		}).result()).isTrue();
		assertThatTheLockWorks();
	}

	private boolean canLockUninterrupted() throws Exception {
		boolean interrupted = Thread.interrupted();
		try {
			return other.canLock(this.lockFile);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Two processes count in one file, which goes wrong if anybody ever believes in a
	 * lock that is lost.
	 */
	@Test
	void randomInterruptsNeverLoseALock() throws Exception {
		Path file = this.directory.resolve("count");
		AtomicInteger counted = new AtomicInteger();
		other.startCounting(file, 500);
		List<Background<Integer>> workers = Workers.start(6, (index) -> countInterrupted(file, counted));
		SplittableRandom random = new SplittableRandom(4711);
		while (workers.stream().anyMatch((worker) -> !worker.isDone())) {
			workers.get(random.nextInt(workers.size())).interrupt();
			pause(random.nextInt(300_000));
		}
		for (Background<Integer> worker : workers) {
			worker.result();
		}
		other.awaitCounted(file);
		assertThat(OtherProcess.number(file)).isEqualTo(500 + counted.get());
		assertThat(counted.get()).isPositive();
	}

	private void countInterrupted(Path file, AtomicInteger counted) throws IOException {
		for (int i = 0; i < 300; i++) {
			try (LockHandle lock = this.locks.lock(OtherProcess.lockOf(file), PATIENT)) {
				assertThat(lock.isHeld()).isTrue();
				boolean interrupted = Thread.interrupted();
				OtherProcess.addOne(file);
				counted.incrementAndGet();
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
			}
			catch (FileLockInterruptedException ex) {
				assertThat(Thread.interrupted()).isTrue();
			}
		}
	}

	private static void pause(long nanos) {
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

}
