package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.polystore.atomic.LockHolder;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.ObservedLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a wait in the kernel ends, and on whose thread it is spent.
 */
class KernelWaitTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	private Path directory;

	private ProcessLock lock;

	@BeforeEach
	void open() throws IOException {
		Path file = Files.createFile(this.directory.resolve("a.lock"));
		this.lock = new FileChannelLockProvider().open(this.fileSystem.path(file));
	}

	@AfterEach
	void close() throws IOException {
		this.lock.close();
	}

	private Fault onLock() {
		return this.fileSystem.faults().on("lock");
	}

	private KernelWait.Outcome await() throws Exception {
		return KernelWait.await(this.lock, Deadline.after(LONG));
	}

	@Test
	void whatTheKernelRefusesIsImpossible() throws Exception {
		onLock().failBefore(new IOException("Resource deadlock avoided"));
		assertThat(await()).isEqualTo(KernelWait.Outcome.IMPOSSIBLE);
	}

	@Test
	void whateverIsThrownArrivesUnwrapped() {
		onLock().failBefore(new ClosedChannelException());
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(this::await);
		thrown(new UnsupportedOperationException("no locks"));
		thrown(new StackOverflowError());
	}

	private void thrown(Throwable failure) {
		this.fileSystem.faults().clear();
		onLock().before(() -> {
			if (failure instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) failure;
		});
		assertThatExceptionOfType(Throwable.class).isThrownBy(this::await).isSameAs(failure);
	}

	/** Some may be idle from before, but not so many. */
	@Test
	void noMoreThreadsWaitThanThereArePermitsAndTheyKeepNoJvmAndNoApplicationAlive() throws Exception {
		await();
		BusyLock busy = new BusyLock();
		List<Thread> waiters = new ArrayList<>();
		for (int i = 0; i < KernelWait.MAX_WAITERS; i++) {
			Thread waiter = new Thread(() -> busy.waitFor());
			waiter.setDaemon(false);
			waiter.setContextClassLoader(new ClassLoader() {
			});
			waiter.start();
			waiters.add(waiter);
		}
		busy.all.await();
		assertThat(KernelWait.await(busy, Deadline.after(LONG))).isEqualTo(KernelWait.Outcome.IMPOSSIBLE);
		busy.end.countDown();
		for (Thread waiter : waiters) {
			waiter.join();
		}
		assertThat(busy.outcomes).hasSize(KernelWait.MAX_WAITERS).containsOnly(KernelWait.Outcome.HELD);
		assertThat(busy.threads).allMatch(Thread::isDaemon)
			.allMatch((thread) -> thread.getContextClassLoader() == KernelWait.class.getClassLoader());
	}

	@Test
	void aLockThatDoesNotSayHowToWaitIsPolled() throws Exception {
		ProcessLock silent = new ObservedLock(this.lock, () -> {
		});
		assertThat(KernelWait.await(silent, Deadline.after(LONG))).isEqualTo(KernelWait.Outcome.IMPOSSIBLE);
	}

	@Test
	void whoPollsTriesOnceMoreWhenTheTimeIsUp() throws Exception {
		assertThat(leftWhenAsked(false)).endsWith(0L).containsOnlyOnce(0L);
	}

	@Test
	void whoWaitsForAnotherHostAsksNotBeforeThePollIntervalIsOver() throws Exception {
		assertThat(leftWhenAsked(true)).containsExactly(0L);
	}

	/** What was left of the time at each question for a lock that stays busy. */
	private static List<Long> leftWhenAsked(boolean amongHosts) throws Exception {
		Deadline deadline = Deadline.after(Duration.ofMillis(100));
		List<Long> remaining = new ArrayList<>();
		assertThat(new LockPoller(deadline, Duration.ofHours(1), amongHosts).poll(() -> {
			remaining.add(deadline.remainingNanos());
			return false;
		}, false)).isFalse();
		return remaining;
	}

	@Test
	void whoIsBehindOthersLeavesThemAChance() throws Exception {
		Deadline deadline = Deadline.after(LONG);
		Duration interval = Duration.ofMillis(50);
		List<Duration> elapsed = new ArrayList<>();
		assertThat(new LockPoller(deadline, interval, true).poll(() -> elapsed.add(deadline.elapsed()), true)).isTrue();
		assertThat(elapsed).singleElement().matches((first) -> first.compareTo(interval.multipliedBy(2)) >= 0);
	}

	/** One for which many may wait at the same time. */
	private static final class BusyLock implements ProcessLock {

		private final CountDownLatch all = new CountDownLatch(KernelWait.MAX_WAITERS);

		private final CountDownLatch end = new CountDownLatch(1);

		private final List<Thread> threads = new CopyOnWriteArrayList<>();

		private final List<KernelWait.Outcome> outcomes = new CopyOnWriteArrayList<>();

		void waitFor() {
			try {
				this.outcomes.add(KernelWait.await(this, Deadline.after(LONG)));
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public boolean tryLock() {
			return false;
		}

		@Override
		public boolean await() throws IOException {
			try {
				this.threads.add(Thread.currentThread());
				this.all.countDown();
				this.end.await();
				return true;
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		}

		@Override
		public void record(LockHolder holder) {
		}

		@Override
		public LockHolder recorded() {
			return null;
		}

		@Override
		public void close() {
		}

	}

}
