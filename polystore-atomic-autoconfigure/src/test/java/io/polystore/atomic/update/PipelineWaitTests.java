package io.polystore.atomic.update;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicFileListener.LockOutcome;
import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.OtherProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Time-out and interrupt count until the own change starts, and not a moment longer.
 */
class PipelineWaitTests extends PipelineFixture {

	private static final LockOptions SHORT = LockOptions.of(Duration.ofMillis(150));

	private final AtomicInteger runs = new AtomicInteger();

	private Background<String> counted(LockOptions options, String text) {
		return Background.of(() -> text(this.files.update(this.file, options, (content) -> {
			this.runs.incrementAndGet();
			return appending(text).apply(content);
		})));
	}

	/** Whether the flag of an interrupted caller was set when its update was over. */
	private Background<Boolean> flagAfterUpdate(String text) {
		return Background.of(() -> {
			try {
				this.files.update(this.file, (content) -> {
					this.runs.incrementAndGet();
					return appending(text).apply(content);
				});
				return Thread.currentThread().isInterrupted();
			}
			catch (FileLockInterruptedException ex) {
				assertThat(this.runs).hasValue(0);
				return Thread.currentThread().isInterrupted();
			}
		});
	}

	private void assertTimedOut(Background<String> update) {
		assertThat(update.failure()).isInstanceOfSatisfying(FileLockTimeoutException.class, (timeout) -> {
			assertThat(timeout.waited()).isGreaterThanOrEqualTo(SHORT.timeout());
			assertThat(timeout.attempts()).isPositive();
			assertThat(timeout.holder())
				.hasValueSatisfying((holder) -> assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid()));
		});
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void aWaitIsToldFromItsStartToItsEnd() {
		List<String> told = new ArrayList<>();
		TestFiles telling = telling(told);
		telling.update(this.file, appending("a"));
		assertThat(told).containsExactly("start", "ACQUIRED 1");
		told.clear();
		telling.update(this.file, (content) -> {
			assertThatExceptionOfType(FileLockException.class)
				.isThrownBy(() -> telling.update(this.file, appending("b")));
			return content;
		});
		assertThat(told).containsExactly("start", "ACQUIRED 1", "start", "FAILED 0");
		told.clear();
		try (LockHandle lock = this.files.lockFor(this.file)) {
			assertThat(lock.isHeld()).isTrue();
			Background<byte[]> update = Background.of(() -> telling.update(this.file, SHORT, appending("c")));
			assertThat(update.failure()).isInstanceOfSatisfying(FileLockTimeoutException.class,
					(timeout) -> assertThat(told).containsExactly("start", "TIMEOUT " + timeout.attempts()));
		}
	}

	private static TestFiles telling(List<String> told) {
		return new TestFiles(new AtomicFileListener() {

			@Override
			public void lockWaitStarted(Path lockFile) {
				told.add("start");
			}

			@Override
			public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
				told.add(outcome + " " + attempts);
			}

		}, TestFiles.LONG);
	}

	@Test
	void whoHasHadItsTurnIsNotTakenForWaiting() throws Exception {
		Path other = this.disk.path(this.directory.resolve("other"));
		CountDownLatch succeeded = new CountDownLatch(1);
		List<Background<Boolean>> successor = new ArrayList<>();
		try (LockHandle held = this.files.lockFor(other)) {
			this.files.update(this.file, (content) -> {
				successor.add(Background.of(() -> locksBoth(succeeded, other)).awaitWaiting());
				return new byte[1];
			});
			succeeded.await();
			successor.get(0).awaitWaiting();
			assertThat(held.isHeld()).isTrue();
		}
		assertThat(successor.get(0).result()).isTrue();
	}

	private boolean locksBoth(CountDownLatch succeeded, Path other) {
		try (LockHandle own = this.files.lockFor(this.file)) {
			succeeded.countDown();
			try (LockHandle next = this.files.lockFor(other)) {
				return own.isHeld() && next.isHeld();
			}
		}
	}

	@Test
	void aWaitForTheLockTimesOut() throws Exception {
		try (LockHandle lock = this.files.lockFor(this.file)) {
			assertThat(lock.isHeld()).isTrue();
			assertTimedOut(counted(SHORT, "a"));
			assertThat(content()).isNull();
			assertThat(this.events.outcomes()).containsExactly(UpdateOutcome.NOT_LOCKED);
			assertThat(this.events.waits()).containsExactly(LockOutcome.ACQUIRED, LockOutcome.TIMEOUT);
		}
	}

	@Test
	void aWaitBehindASlowChangeTimesOut() throws Exception {
		Gate running = new Gate();
		Background<String> slow = update((content) -> {
			running.run();
			return new byte[1];
		});
		running.awaitReached();
		assertTimedOut(counted(SHORT, "a"));
		assertTimedOut(counted(LockOptions.of(Duration.ZERO).withTimeout(SHORT.timeout()), "a"));
		running.open();
		slow.result();
	}

	@Test
	void theLeadersTimeoutHandsTheTurnOn() throws Exception {
		Background<String> leader;
		Background<String> next;
		try (LockHandle lock = this.files.lockFor(this.file)) {
			assertThat(lock.isHeld()).isTrue();
			leader = counted(SHORT, "a").awaitWaiting();
			next = append("b").awaitWaiting();
			assertTimedOut(leader);
			assertThat(next.isDone()).isFalse();
		}
		assertThat(next.result()).isEqualTo("b");
	}

	@Test
	void theLeadersTimeoutBehindAnotherProcessHandsTheTurnOn() throws Exception {
		try (OtherProcess other = OtherProcess.start()) {
			other.lock(this.files.lockFile(this.real));
			Background<String> leader = counted(SHORT, "a").awaitWaiting();
			Background<String> next = append("b").awaitWaiting();
			assertThat(leader.failure()).isInstanceOf(FileLockTimeoutException.class)
				.hasMessageContaining("other process");
			assertThat(next.isDone()).isFalse();
			other.unlock(this.files.lockFile(this.real));
			assertThat(next.result()).isEqualTo("b");
		}
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void aZeroTimeoutDoesForAFreeFile() {
		LockOptions now = LockOptions.of(Duration.ZERO);
		assertThat(text(this.files.update(this.file, now, appending("a")))).isEqualTo("a");
	}

	@Test
	void theTimeoutDoesNotCountOnceTheChangeHasStarted() throws Exception {
		Gate running = new Gate();
		Gate force = gateAtForce(1);
		Background<String> update = Background.of(() -> text(this.files.update(this.file, SHORT, (content) -> {
			running.run();
			return appending("a").apply(content);
		})));
		running.awaitReached();
		awaitAfter(SHORT);
		running.open();
		force.awaitReached();
		awaitAfter(SHORT);
		force.open();
		assertThat(update.result()).isEqualTo("a");
	}

	private static void awaitAfter(LockOptions options) {
		long end = System.nanoTime() + options.timeout().toNanos();
		Awaitility.await().until(() -> System.nanoTime() > end);
	}

	@Test
	void aWaitForTheLockIsInterruptible() throws Exception {
		try (LockHandle lock = this.files.lockFor(this.file)) {
			assertThat(lock.isHeld()).isTrue();
			Background<Boolean> leader = flagAfterUpdate("a").awaitWaiting();
			Background<Boolean> queued = flagAfterUpdate("b").awaitWaiting();
			assertThat(queued.interrupt().result()).isTrue();
			assertThat(leader.interrupt().result()).isTrue();
		}
		assertThat(this.runs).hasValue(0);
		assertThat(content()).isNull();
		assertThat(this.events.outcomes()).containsOnly(UpdateOutcome.NOT_LOCKED);
		assertThat(this.events.waits()).containsExactly(LockOutcome.ACQUIRED, LockOutcome.INTERRUPTED,
				LockOutcome.INTERRUPTED);
	}

	@Test
	void theLeadersInterruptHandsTheTurnOn() throws Exception {
		Background<String> next;
		try (LockHandle lock = this.files.lockFor(this.file)) {
			assertThat(lock.isHeld()).isTrue();
			Background<Boolean> leader = flagAfterUpdate("a").awaitWaiting();
			next = append("b").awaitWaiting();
			assertThat(leader.interrupt().result()).isTrue();
		}
		assertThat(next.result()).isEqualTo("b");
	}

	@Test
	void anInterruptBehindASlowChangeLeavesTheOthersAlone() throws Exception {
		Gate running = new Gate();
		Background<String> slow = update((content) -> {
			running.run();
			return appending("s").apply(content);
		});
		running.awaitReached();
		Background<Boolean> interrupted = flagAfterUpdate("a").awaitWaiting();
		Background<String> next = append("b").awaitWaiting();
		assertThat(interrupted.interrupt().result()).isTrue();
		running.open();
		assertThat(slow.result()).isEqualTo("s");
		assertThat(next.result()).isEqualTo("sb");
	}

	@Test
	void whoIsInterruptedAlreadyDoesNotStart() throws Exception {
		assertThat(Background.of(() -> {
			Thread.currentThread().interrupt();
			try {
				this.files.update(this.file, appending("a"));
				return "updated";
			}
			catch (FileLockInterruptedException ex) {
				return "flag " + Thread.currentThread().isInterrupted();
			}
		}).result()).isEqualTo("flag true");
		assertThat(content()).isNull();
	}

	@Test
	void anInterruptInTheChangeIsKeptAndBreaksNothing() throws Exception {
		Background<Boolean> update = Background.of(() -> {
			this.files.update(this.real, (content) -> {
				Thread.currentThread().interrupt();
				return appending("a").apply(content);
			});
			return Thread.currentThread().isInterrupted();
		});
		assertThat(update.result()).isTrue();
		assertThat(content()).isEqualTo("a");
	}

	@Test
	void anInterruptBeforeTheReadIsKeptAndBreaksNothing() throws Exception {
		this.files.update(this.real, appending("0"));
		Gate locked = new Gate();
		TestFiles stopping = new TestFiles(new StopWhenHeld(locked), TestFiles.LONG);
		Background<String> update = Background
			.of(() -> text(stopping.update(this.real, appending("a"))) + Thread.currentThread().isInterrupted());
		locked.awaitReached();
		update.interrupt();
		locked.open();
		assertThat(update.result()).isEqualTo("0atrue");
	}

	@Test
	void anInterruptDuringTheForceIsKeptAndBreaksNothing() throws Exception {
		Gate force = gateAtForce(1);
		Background<Boolean> update = flagAfterUpdate("a");
		force.awaitReached();
		Background<Boolean> queued = Background.of(() -> {
			this.files.update(this.file, appending("b"));
			return Thread.currentThread().isInterrupted();
		});
		queued.awaitParked();
		update.interrupt();
		queued.awaitParked().interrupt();
		assertThat(update.isDone()).isFalse();
		force.open();
		assertThat(update.result()).isTrue();
		queued.failure();
		assertThat(content()).startsWith("a");
	}

}
