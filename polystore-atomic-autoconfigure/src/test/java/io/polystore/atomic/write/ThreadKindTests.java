package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.FaultyFileSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes from platform threads and, where Java has them, from virtual ones.
 */
class ThreadKindTests {

	private static final int WRITERS = 200;

	private static final Duration LONG = Duration.ofSeconds(60);

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource("io.polystore.atomic.test.ThreadKinds#executors")
	void manyThreadsWriteAtTheSameTime(ExecutorService threads) throws IOException {
		List<CompletableFuture<Void>> writes = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			Path file = this.directory.resolve("dir-" + i % 10).resolve("file-" + i);
			byte[] content = { (byte) i };
			writes.add(CompletableFuture.runAsync((i % 2 == 0) ? () -> this.files.write(file, content)
					: () -> this.files.write(file, (out) -> out.write(content)), threads));
		}
		assertThat(all(writes)).succeedsWithin(LONG);
		threads.shutdown();
		try (Stream<Path> paths = Files.walk(this.directory)) {
			assertThat(paths.filter(Files::isRegularFile)).hasSize(WRITERS);
		}
	}

	@ParameterizedTest
	@MethodSource("io.polystore.atomic.test.ThreadKinds#executors")
	void forcesThatTakeLongHoldUpNoOtherThread(ExecutorService threads) {
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		CountDownLatch mayForce = new CountDownLatch(1);
		Fault force = fileSystem.faults().on("force").always().before(() -> awaitLikeANativeCall(mayForce));
		int busy = Runtime.getRuntime().availableProcessors() * 4;
		List<CompletableFuture<Void>> writes = new ArrayList<>();
		for (int i = 0; i < busy; i++) {
			Path file = fileSystem.path(this.directory.resolve("file-" + i));
			writes.add(CompletableFuture.runAsync(() -> this.files.write(file, new byte[1]), threads));
		}
		try {
			Awaitility.await().until(() -> force.matches() == busy);
			assertThat(threads.submit(() -> "not held up")).succeedsWithin(LONG);
		}
		finally {
			mayForce.countDown();
		}
		assertThat(all(writes)).succeedsWithin(LONG);
		threads.shutdown();
	}

	/** The carrier of a virtual thread could do nothing else meanwhile. */
	private static void awaitLikeANativeCall(CountDownLatch latch) {
		boolean ours = Thread.currentThread().getName().startsWith("polystore-atomic-io-");
		while (latch.getCount() > 0) {
			if (ours) {
				LockSupport.parkNanos(1_000_000);
			}
			else {
				Thread.onSpinWait();
			}
		}
	}

	private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
		return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
	}

}
