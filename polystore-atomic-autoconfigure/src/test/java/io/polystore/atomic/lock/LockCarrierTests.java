package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.ThreadKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waiting for another process, with one carrier for all virtual threads (and, where the
 * JDK has none, with platform threads).
 */
class LockCarrierTests {

	@TempDir
	private Path directory;

	@Test
	void whoWaitsForAnotherProcessDoesNotKeepTheCarrierFromOthers() {
		Path lockFile = this.directory.resolve("a.lock");
		try (OtherProcess other = OtherProcess.start()) {
			other.lock(lockFile);
			try (ChildJvm child = ChildJvm.of(Main.class, lockFile.toString())
				.options("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1")
				.start()) {
				child.awaitLine("neighbour ran"::equals);
				other.unlock(lockFile);
				child.awaitLine("locked"::equals);
				assertThat(child.awaitExit()).isZero();
			}
		}
	}

	/**
	 * The child.
	 */
	public static final class Main {

		public static void main(String[] args) throws Exception {
			ExecutorService threads = ThreadKinds.executors().reduce((first, last) -> last).orElseThrow().getPayload();
			AtomicFileTemplate files = AtomicFileTemplate.builder().build();
			CountDownLatch asking = new CountDownLatch(1);
			Future<?> waiter = threads.submit(() -> {
				asking.countDown();
				files.lock(Path.of(args[0]), Duration.ofSeconds(60)).close();
			});
			asking.await();
			threads.submit(() -> System.out.println("neighbour ran")).get();
			waiter.get();
			System.out.println("locked");
			threads.shutdown();
		}

	}

}
