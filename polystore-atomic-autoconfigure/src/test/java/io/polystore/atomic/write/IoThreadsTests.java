package io.polystore.atomic.write;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The threads for calls that an interrupt would break.
 */
class IoThreadsTests {

	@Test
	void workRunsOnADaemonOfOurs() throws IOException {
		Thread thread = IoThreads.call(Thread::currentThread);
		assertThat(thread).isNotSameAs(Thread.currentThread());
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getName()).startsWith("polystore-atomic-io-");
		assertThat(thread.getContextClassLoader()).isSameAs(IoThreads.class.getClassLoader());
	}

	@Test
	void workInsideOfWorkStaysOnItsThread() throws IOException {
		assertThat(IoThreads.call(() -> Thread.currentThread() == IoThreads.call(Thread::currentThread))).isTrue();
	}

	@Test
	void whatTheWorkThrowsArrivesUnwrapped() {
		assertThatIOException().isThrownBy(() -> IoThreads.call(() -> {
			throw new IOException("io");
		})).withMessage("io");
		assertThatIllegalStateException().isThrownBy(() -> IoThreads.call(() -> {
			throw new IllegalStateException("runtime");
		})).withMessage("runtime");
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> IoThreads.call(() -> {
			throw new StackOverflowError("error");
		})).withMessage("error");
	}

	@Test
	void anInterruptedCallerWaitsForTheEndAndKeepsItsFlag() throws IOException {
		AtomicInteger done = new AtomicInteger();
		Thread caller = Thread.currentThread();
		IoThreads.call(() -> {
			caller.interrupt();
			return done.incrementAndGet();
		});
		assertThat(Thread.interrupted()).isTrue();
		assertThat(done).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void moreWorkThanThreadsWaits(boolean interrupted) throws Exception {
		CountDownLatch allBusy = new CountDownLatch(IoThreads.MAX_THREADS);
		Gate gate = new Gate();
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<Background<Integer>> callers = Workers.start(IoThreads.MAX_THREADS * 3, (index) -> {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
			IoThreads.call(() -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				allBusy.countDown();
				gate.run();
				return running.decrementAndGet();
			});
			assertThat(Thread.interrupted()).isEqualTo(interrupted);
		});
		allBusy.await();
		gate.open();
		for (Background<Integer> caller : callers) {
			caller.result();
		}
		assertThat(most).hasValue(IoThreads.MAX_THREADS);
	}

	@Test
	void workThatFailsCostsNoThread() throws IOException {
		for (int i = 0; i < IoThreads.MAX_THREADS * 2; i++) {
			assertThatIllegalStateException().isThrownBy(() -> IoThreads.call(() -> {
				throw new IllegalStateException("runtime");
			}));
		}
		assertThat(IoThreads.call(() -> "still there")).isEqualTo("still there");
	}

}
