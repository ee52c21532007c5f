package io.polystore.atomic.lock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.ObservedLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a listener is told of locks.
 */
class LockListenerTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private final List<String> events = new CopyOnWriteArrayList<>();

	private final FileLocks locks = new FileLocks(new FileChannelLockProvider(), "tests", new Recorder());

	@TempDir
	private Path directory;

	private Path lockFile;

	@BeforeEach
	void name() {
		this.lockFile = this.directory.resolve("a.lock");
	}

	@Test
	void aLockIsAWaitAndAHold() {
		this.locks.lock(this.lockFile, PATIENT).close();
		assertThat(this.events).containsExactly("wait", "ACQUIRED 1", "held", "released");
	}

	@Test
	void aTryThatFindsTheLockBusyIsNoTimeout() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			this.events.clear();
			Background.of(() -> this.locks.tryLock(lock.path())).result();
			assertThat(this.events).containsExactly("wait", "BUSY 1");
		}
	}

	@Test
	void aWaitMayTimeOut() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			this.events.clear();
			Background.of(() -> this.locks.lock(lock.path(), LockOptions.of(Duration.ofMillis(10)))).failure();
			assertThat(this.events).containsExactly("wait", "TIMEOUT 1");
		}
	}

	@Test
	void aWaitForSeveralMayTimeOut() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			this.events.clear();
			Background.of(() -> this.locks.lockAll(List.of(lock.path()), LockOptions.of(Duration.ofMillis(10))))
				.failure();
			assertThat(this.events).containsExactly("wait", "TIMEOUT 1");
		}
	}

	@Test
	void aLockIsInUseUntilItIsGivenUpAndThatIsToldAfterwards() {
		List<String> order = new ArrayList<>();
		FileLocks observed = new FileLocks(
				ObservedLock.provider(() -> order.add("given up, in use " + JvmLock.count())), "tests",
				new AtomicFileListener() {

					@Override
					public void lockReleased(Path file, Duration held) {
						order.add("told, in use " + JvmLock.count());
					}

				});
		observed.lock(this.lockFile, PATIENT).close();
		assertThat(order).containsExactly("given up, in use 1", "told, in use 0");
	}

	@Test
	void aWaitMayBeInterrupted() throws Exception {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			this.events.clear();
			Background.of(() -> this.locks.lock(lock.path(), PATIENT)).awaitWaiting().interrupt().failure();
			assertThat(this.events).containsExactly("wait", "INTERRUPTED 0");
		}
	}

	@Test
	void aLockMayFail() throws Exception {
		Files.createDirectory(this.lockFile);
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(this.lockFile, PATIENT));
		assertThat(this.events).containsExactly("wait", "FAILED 0");
	}

	@Test
	void aLockThatIsNotReentrantIsNotWaitedFor() {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			this.events.clear();
			assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(lock.path(), PATIENT));
			assertThat(this.events).containsExactly("wait", "FAILED 0");
		}
	}

	private final class Recorder implements AtomicFileListener {

		@Override
		public void lockWaitStarted(Path file) {
			LockListenerTests.this.events.add("wait");
		}

		@Override
		public void lockWaitEnded(Path file, LockOutcome outcome, Duration waited, int attempts) {
			assertThat(waited).isPositive();
			LockListenerTests.this.events.add(outcome + " " + attempts);
		}

		@Override
		public void lockHeld(Path file) {
			LockListenerTests.this.events.add("held");
		}

		@Override
		public void lockReleased(Path file, Duration held) {
			assertThat(held).isPositive();
			LockListenerTests.this.events.add("released");
		}

	}

}
