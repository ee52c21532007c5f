package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.Durability;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything at once, at random: what the callers were told must be true.
 */
class PipelineStressTests extends PipelineFixture {

	private static final int THREADS = 8;

	private static final int FILES = 3;

	private static final IllegalStateException OWN = new IllegalStateException("own");

	private final List<UpdateHistory> histories = IntStream.range(0, FILES)
		.mapToObj((index) -> new UpdateHistory())
		.toList();

	private final TestFiles regular = new TestFiles(this.events, Duration.ofMillis(3));

	private final AtomicInteger timeouts = new AtomicInteger();

	private final AtomicInteger interrupts = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	@Test
	void withRandomInterruptsAndTimeoutsEveryAnswerIsTrue() throws Exception {
		List<Background<Integer>> workers = Workers.start(THREADS, (index) -> work(index, 400, this.directory));
		SplittableRandom random = new SplittableRandom();
		while (workers.stream().anyMatch((worker) -> !worker.isDone())) {
			workers.get(random.nextInt(THREADS)).interrupt();
			long end = System.nanoTime() + random.nextInt(500_000);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}
		awaitWorkers(workers);
		assertThat(this.interrupts).hasPositiveValue();
		assertThat(this.failures).hasValue(0);
	}

	@Test
	void onADiskThatFailsAtRandomEveryAnswerIsTrue() throws Exception {
		failAtRandom("force", 0.05);
		failAtRandom("move", 0.03);
		failAtRandom("open", 0.01);
		failAtRandom("delete", 0.01);
		failAtRandom("tryLock", 0.005);
		awaitWorkers(Workers.start(THREADS, (index) -> work(index, 250, this.disk.path(this.directory))));
		assertThat(this.failures).hasPositiveValue();
		this.faults.clear();
		try (var left = Files.list(this.directory)) {
			left.filter((path) -> path.toString().endsWith(".polystore-tmp")).forEach(PipelineStressTests::delete);
		}
	}

	/** Where the disk refused to delete a temporary file, one may be left. */
	private static void delete(Path temp) {
		try {
			Files.delete(temp);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private void failAtRandom(String operation, double probability) {
		this.faults
			.when((call) -> call.is(operation) && isOfUpdates(call)
					&& ThreadLocalRandom.current().nextDouble() < probability)
			.always()
			.failBefore(new IOException("Input/output error"));
	}

	private boolean isOfUpdates(Call call) {
		return call.path().startsWith(this.directory);
	}

	private void awaitWorkers(List<Background<Integer>> workers) throws Exception {
		for (Background<Integer> worker : workers) {
			worker.result();
		}
		assertThat(this.timeouts).hasPositiveValue();
		for (int i = 0; i < FILES; i++) {
			Path path = this.directory.resolve("file" + i);
			this.histories.get(i).check(Files.exists(path) ? Files.readAllBytes(path) : null);
			assertThat(this.histories.get(i).size()).isPositive();
		}
	}

	private void work(int thread, int operations, Path base) throws IOException {
		SplittableRandom random = new SplittableRandom();
		for (int i = 0; i < operations; i++) {
			int number = random.nextInt(FILES);
			Path path = base.resolve("file" + number);
			try {
				operate(random.nextInt(20), path, this.histories.get(number), thread + "-" + i);
			}
			catch (FileLockTimeoutException ex) {
				this.timeouts.incrementAndGet();
			}
			catch (FileLockInterruptedException ex) {
				assertThat(Thread.currentThread().isInterrupted()).isTrue();
				this.interrupts.incrementAndGet();
			}
			catch (AtomicFileException ex) {
				assertThat(ex).hasRootCauseInstanceOf(IOException.class);
				this.failures.incrementAndGet();
			}
			Thread.interrupted();
		}
	}

	private void operate(int kind, Path path, UpdateHistory history, String id) {
		switch (kind) {
			case 0, 1, 2 -> seeUnchanged(path, history);
			case 3, 4, 5 -> seeAndFail(path, history);
			case 6 -> delete(path, history);
			case 7 -> hold(path);
			case 8, 9, 10 -> add(path, history, id, LockOptions.of(Duration.ofNanos(id.hashCode() & 0xFFFFF)));
			default -> add(path, history, id, LockOptions.of(Duration.ofSeconds(60)));
		}
	}

	private void add(Path path, UpdateHistory history, String id, LockOptions options) {
		boolean added = false;
		try {
			byte[] content = this.regular.update(path, durability(id), options, appending(id + ","));
			assertThat(UpdateHistory.ids(content)).endsWith(id);
			added = true;
		}
		catch (AtomicWriteException ex) {
			added = ex.outcome() == Outcome.COMMITTED_DURABILITY_UNKNOWN;
			throw ex;
		}
		finally {
			if (added) {
				history.added(id);
			}
			else {
				history.refused(id);
			}
		}
	}

	private static WriteOptions durability(String id) {
		return WriteOptions.of(Durability.values()[Math.floorMod(id.hashCode(), 3)]);
	}

	private void delete(Path path, UpdateHistory history) {
		AtomicReference<List<String>> before = new AtomicReference<>();
		try {
			this.regular.update(path, (content) -> {
				before.set(UpdateHistory.ids(content));
				return null;
			});
			history.deleted(before.get());
		}
		catch (AtomicWriteException ex) {
			if (ex.outcome() == Outcome.COMMITTED_DURABILITY_UNKNOWN) {
				history.deleted(before.get());
			}
			throw ex;
		}
	}

	private void seeUnchanged(Path path, UpdateHistory history) {
		history.seen(UpdateHistory.ids(this.regular.update(path, (content) -> content)));
	}

	private void seeAndFail(Path path, UpdateHistory history) {
		AtomicReference<List<String>> before = new AtomicReference<>();
		ContentChange<IllegalStateException> failing = (content) -> {
			before.set(UpdateHistory.ids(content));
			throw OWN;
		};
		try {
			this.regular.update(path, failing);
		}
		catch (IllegalStateException ex) {
			assertThat(ex).isSameAs(OWN);
			history.seen(before.get());
		}
	}

	@SuppressWarnings("try")
	private void hold(Path path) {
		try (LockHandle lock = this.regular.lockFor(path)) {
			long end = System.nanoTime() + 1_000_000;
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}
	}

}
