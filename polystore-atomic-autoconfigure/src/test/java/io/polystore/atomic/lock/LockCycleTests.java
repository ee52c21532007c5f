package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Waits that would never end are refused, and no others.
 */
class LockCycleTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private final FileLocks locks = new FileLocks(new FileChannelLockProvider(), "tests", AtomicFileListener.NO_OP);

	@TempDir
	private Path directory;

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	private LockHandle lock(int number) {
		return this.locks.lock(this.directory.resolve(number + ".lock"), PATIENT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 5 })
	void theWaitThatClosesACircleIsRefused(int threads) throws Exception {
		CountDownLatch all = new CountDownLatch(threads - 1);
		List<Background<Boolean>> waiters = new ArrayList<>();
		try (LockHandle first = lock(0)) {
			for (int i = 1; i < threads; i++) {
				int mine = i;
				waiters.add(Background.of(() -> waitForTheNext(mine, (mine + 1) % threads, all)));
			}
			all.await();
			for (Background<Boolean> waiter : waiters) {
				waiter.awaitWaiting();
			}
			assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> lock(1).close())
				.isExactlyInstanceOf(FileLockException.class)
				.withMessageContaining("would never end");
			assertThat(first.isHeld()).isTrue();
		}
		for (Background<Boolean> waiter : waiters) {
			assertThat(waiter.result()).isTrue();
		}
	}

	@Test
	void whoHasGotALockIsNotTakenForWaiting() throws Exception {
		CountDownLatch succeeded = new CountDownLatch(1);
		Background<Boolean> successor;
		try (LockHandle first = lock(0)) {
			LockHandle passedOn = lock(1);
			successor = Background.of(() -> {
				try (LockHandle own = lock(1)) {
					succeeded.countDown();
					try (LockHandle next = lock(0)) {
						return own.isHeld() && next.isHeld();
					}
				}
			}).awaitWaiting();
			passedOn.close();
			succeeded.await();
			successor.awaitWaiting();
			assertThat(first.isHeld()).isTrue();
		}
		assertThat(successor.result()).isTrue();
	}

	private boolean waitForTheNext(int mine, int next, CountDownLatch all) throws InterruptedException {
		try (LockHandle held = lock(mine)) {
			all.countDown();
			all.await();
			try (LockHandle other = lock(next)) {
				return held.isHeld() && other.isHeld();
			}
		}
	}

	@Test
	void aTryInACircleFindsTheLockBusy() throws Exception {
		Background<Boolean> waiter;
		try (LockHandle first = lock(0)) {
			waiter = Background.of(() -> waitForTheNext(1, 0, new CountDownLatch(1))).awaitWaiting();
			assertThat(this.locks.tryLock(first.path().resolveSibling("1.lock"))).isEmpty();
		}
		assertThat(waiter.result()).isTrue();
	}

	/** Each tries the other's lock and lets go of its own: nobody would wait for ever. */
	@Test
	void whoOnlyTriesIsNoPartOfACircle() throws Exception {
		AtomicInteger both = new AtomicInteger();
		Workers.run(2, (index) -> {
			for (int i = 0; i < 3000; i++) {
				try (LockHandle mine = lock(index)) {
					if (index == 0) {
						both.addAndGet(this.locks.tryLock(mine.path().resolveSibling("1.lock")).map((lock) -> {
							lock.close();
							return 1;
						}).orElse(0));
					}
					else {
						lock(0).close();
						both.incrementAndGet();
					}
				}
			}
		});
		assertThat(both.get()).isGreaterThanOrEqualTo(3000);
	}

	@Test
	void ofTwoThatCloseACircleAtTheSameMomentAtLeastOneIsRefused() throws Exception {
		CyclicBarrier holding = new CyclicBarrier(2);
		for (int i = 0; i < 300; i++) {
			AtomicInteger refused = new AtomicInteger();
			Workers.run(2, (index) -> {
				try (LockHandle mine = lock(index)) {
					holding.await(60, TimeUnit.SECONDS);
					lock(1 - index).close();
					assertThat(mine.isHeld()).isTrue();
				}
				catch (FileLockException ex) {
					assertThat(ex).isExactlyInstanceOf(FileLockException.class);
					refused.incrementAndGet();
				}
			});
			assertThat(refused.get()).isBetween(1, 2);
		}
	}

	@Test
	void nestedLocksInOneOrderAreNeverRefused() throws Exception {
		Workers.run(8, (index) -> {
			SplittableRandom random = new SplittableRandom(index);
			for (int i = 0; i < 300; i++) {
				lockAscending(random.nextInt(1, 32), 0);
			}
		});
	}

	private void lockAscending(int numbers, int next) {
		if (next < 5) {
			if ((numbers & (1 << next)) == 0) {
				lockAscending(numbers, next + 1);
				return;
			}
			try (LockHandle lock = lock(next)) {
				assertThat(lock.isHeld()).isTrue();
				lockAscending(numbers, next + 1);
			}
		}
	}

}
