package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Workers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What many updates of many files leave behind: the files.
 */
class PipelineLeakTests extends PipelineFixture {

	private static final WriteOptions FAST = WriteOptions.of(Durability.NONE);

	private static final int THREADS = 8;

	@Test
	void someThousandUpdatesLeaveNothingBehind() throws Exception {
		update(4_000, 400);
	}

	@Test
	@Tag("soak")
	@Timeout(7200)
	void aMillionUpdatesOverAHundredThousandNamesLeaveNothingBehind() throws Exception {
		update(1_000_000, 100_000);
	}

	private void update(int updates, int names) throws Exception {
		AtomicInteger held = new AtomicInteger();
		TestFiles regular = new TestFiles(counting(held), UpdateSettings.DEFAULT_MAX_HOLD);
		regular.update(this.file, FAST, appending("warm up"));
		long descriptors = descriptors();
		Workers.run(THREADS, (index) -> {
			for (int i = index; i < updates; i += THREADS) {
				regular.update(path(i % names), FAST, appending("x"));
			}
			assertThat(JvmLock.count()).isLessThanOrEqualTo(THREADS);
			assertThat(Pipelines.count()).isLessThanOrEqualTo(THREADS);
		});
		assertThat(JvmLock.count()).isZero();
		assertThat(Pipelines.count()).isZero();
		assertThat(held).hasValue(0);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(PipelineLeakTests::ioThreads, (count) -> count == 0);
		assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
		for (int i = 0; i < names; i++) {
			assertThat(Files.size(path(i))).isEqualTo(updates / names);
		}
	}

	/** The other listener of these tests remembers every event. */
	private static AtomicFileListener counting(AtomicInteger held) {
		return new AtomicFileListener() {

			@Override
			public void lockHeld(Path lockFile) {
				held.incrementAndGet();
			}

			@Override
			public void lockReleased(Path lockFile, Duration duration) {
				held.decrementAndGet();
			}

		};
	}

	/** So that no directory becomes very large. */
	private Path path(int number) {
		return this.directory.resolve("d" + number % 100).resolve("file" + number);
	}

	private static long ioThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("polystore-atomic-io-"))
			.count();
	}

	private static long descriptors() throws IOException {
		Path own = Path.of("/proc/self/fd");
		assumeThat(own).as("descriptors can be counted on Linux only").exists();
		try (Stream<Path> open = Files.list(own)) {
			return open.count();
		}
	}

}
