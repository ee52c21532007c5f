package io.polystore.atomic.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.lock.LockHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * That the meters of a running application tell what was really done.
 */
class AtomicFileMetricsIntegrationTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@TempDir
	private Path root;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AtomicFileAutoConfiguration.class, AtomicFileMetricsAutoConfiguration.class,
							JsonFileRepositoryAutoConfiguration.class, StaleTempCleanupAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.root);
	}

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@Test
	void startUpRecordsNothing() {
		runner().withBean(SimpleMeterRegistry.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.getMeters()).isNotEmpty()
				.allSatisfy((meter) -> assertThat(meter.measure())
					.allSatisfy((measurement) -> assertThat(measurement.getValue()).isZero()));
			assertThat(registry.find("polystore.atomic.write").meters()).isEmpty();
		});
	}

	@Test
	void countsWritesByOperationDurabilityAndOutcome() {
		runner().withBean(SimpleMeterRegistry.class).run((context) -> {
			AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
			Path file = this.root.resolve("file");
			files.writeString(file, "one");
			files.writeString(file, "two");
			files.write(file, (out) -> out.write(1));
			files.delete(file);
			files.createNew(file, new byte[1]);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> files.createNew(file, new byte[1]));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(writes(registry, "replace", "success")).isEqualTo(2);
			assertThat(writes(registry, "stream", "success")).isEqualTo(1);
			assertThat(writes(registry, "delete", "success")).isEqualTo(1);
			assertThat(writes(registry, "create", "success")).isEqualTo(1);
			assertThat(writes(registry, "create", "not-committed")).isEqualTo(1);
		});
	}

	@Test
	void countsUpdatesLocksAndBatches() {
		runner().withBean(SimpleMeterRegistry.class).run((context) -> {
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			for (int i = 0; i < 7; i++) {
				documents.update("counter", Integer.class, () -> 0, (value) -> value + 1);
			}
			assertThatIllegalStateException().isThrownBy(() -> documents.update("counter", Integer.class, (value) -> {
				throw new IllegalStateException("on purpose");
			}));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(updates(registry, "written")).isEqualTo(7);
			assertThat(updates(registry, "change-failed")).isEqualTo(1);
			assertThat(writes(registry, "update", "success")).isEqualTo(7);
			assertThat(registry.get("polystore.atomic.update.batch").summary().totalAmount()).isEqualTo(7);
			assertThat(waits(registry, "acquired").count()).isEqualTo(8);
			await().untilAsserted(() -> assertThat(gauge(registry, "polystore.atomic.lock.held")).isZero());
			assertThat(registry.get("polystore.atomic.lock.hold").timer().count()).isPositive();
			assertThat(registry.get("polystore.atomic.lock.attempts").counter().count()).isPositive();
		});
	}

	@Test
	void showsAWaitThatTimesOut() {
		runner().withBean(SimpleMeterRegistry.class).run((context) -> {
			AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Path file = this.root.resolve("file");
			try (LockHandle lock = files.lockFor(file)) {
				assertThat(lock.isHeld()).isTrue();
				assertThat(gauge(registry, "polystore.atomic.lock.held")).isOne();
				Future<?> waiter = this.threads.submit(() -> files.lock(lock.path(), Duration.ofMillis(300)).close());
				await().until(() -> gauge(registry, "polystore.atomic.lock.waiting") == 1);
				assertThatExceptionOfType(Exception.class).isThrownBy(() -> waiter.get(10, TimeUnit.SECONDS))
					.withCauseInstanceOf(FileLockTimeoutException.class);
			}
			assertThat(gauge(registry, "polystore.atomic.lock.waiting")).isZero();
			assertThat(gauge(registry, "polystore.atomic.lock.held")).isZero();
			assertThat(registry.get("polystore.atomic.lock.timeouts").counter().count()).isOne();
			assertThat(waits(registry, "timeout").count()).isOne();
			assertThat(waits(registry, "timeout").totalTime(TimeUnit.MILLISECONDS)).isBetween(300.0, 10_000.0);
			assertThat(waits(registry, "acquired").count()).isOne();
			assertThat(registry.get("polystore.atomic.lock.hold").timer().count()).isOne();
		});
	}

	@Test
	void showsALockThatIsBusy() {
		runner().withBean(SimpleMeterRegistry.class).run((context) -> {
			AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			try (LockHandle lock = files.lock(this.root.resolve("lock"))) {
				assertThat(this.threads.submit(() -> files.tryLock(lock.path())).get(10, TimeUnit.SECONDS)).isEmpty();
			}
			assertThat(waits(registry, "busy").count()).isOne();
			assertThat(registry.get("polystore.atomic.lock.timeouts").counter().count()).isZero();
		});
	}

	@Test
	void countsUpdatesThatSharedAReplace() {
		runner().withBean(SimpleMeterRegistry.class).run((context) -> {
			AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Path file = this.root.resolve("shared");
			CountDownLatch done = new CountDownLatch(16);
			for (int i = 0; i < 16; i++) {
				this.threads.submit(() -> {
					for (int j = 0; j < 20; j++) {
						files.update(file, (content) -> new byte[(content != null) ? content.length + 1 : 1]);
					}
					done.countDown();
				});
			}
			assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(Files.size(file)).isEqualTo(320);
			assertThat(updates(registry, "written")).isEqualTo(320);
			assertThat(registry.get("polystore.atomic.update.batch").summary().totalAmount()).isEqualTo(320);
			assertThat(registry.get("polystore.atomic.update.batch").summary().count())
				.isEqualTo(writes(registry, "update", "success"))
				.isLessThan(320);
		});
	}

	@Test
	void countsSweptFiles() throws Exception {
		Files.createFile(this.root.resolve(".config.json.0123456789abcdef01234567.polystore-tmp"));
		runner().withBean(SimpleMeterRegistry.class)
			.run((context) -> await().untilAsserted(() -> assertThat(
					context.getBean(MeterRegistry.class).get("polystore.atomic.temps.swept").counter().count())
				.isOne()));
	}

	@Test
	void registryThatFailsBreaksNothing() {
		runner().withBean(MeterRegistry.class, BrokenRegistry::new).run((context) -> {
			AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
			files.writeString(this.root.resolve("file"), "whole");
			assertThat(this.root.resolve("file")).hasContent("whole");
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			assertThat(documents.update("counter", Integer.class, () -> 0, (value) -> value + 1)).isOne();
			try (LockHandle lock = files.lock(this.root.resolve("lock"))) {
				assertThat(lock.isHeld()).isTrue();
			}
		});
	}

	private static long writes(MeterRegistry registry, String operation, String outcome) {
		return registry.get("polystore.atomic.write")
			.tag("operation", operation)
			.tag("outcome", outcome)
			.tag("durability", "full")
			.timer()
			.count();
	}

	private static long updates(MeterRegistry registry, String outcome) {
		return registry.get("polystore.atomic.update").tag("outcome", outcome).timer().count();
	}

	private static Timer waits(MeterRegistry registry, String outcome) {
		return registry.get("polystore.atomic.lock.wait").tag("outcome", outcome).timer();
	}

	private static double gauge(MeterRegistry registry, String name) {
		return registry.get(name).gauge().value();
	}

	private static final class BrokenRegistry extends SimpleMeterRegistry {

		@Override
		protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
			throw new IllegalStateException("broken on purpose");
		}

	}

}
