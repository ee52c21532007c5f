package io.polystore.atomic.actuate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.MountedDisk;
import io.polystore.atomic.test.OtherProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The health of a directory in each situation.
 */
class AtomicFilesHealthIndicatorTests {

	private static final Duration PATIENT = Duration.ofSeconds(30);

	private static final HealthSettings EVERY_TIME = new HealthSettings(Duration.ZERO, PATIENT, 0, null);

	@TempDir
	private Path directory;

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	@Test
	void aDirectoryThatWorksIsUpAndKeepsOneEmptyFile() throws IOException {
		Health health = check(this.directory, EVERY_TIME);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnlyKeys("freeSpace", "minFreeSpace");
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).containsExactly(this.directory.resolve(".polystore-health.lock"));
		}
	}

	@Test
	void lockWriteReplaceForceReadAndDeleteAreReallyDone() {
		check(this.fileSystem.path(this.directory), EVERY_TIME);
		assertThat(this.faults.calls("move")).hasSize(2);
		assertThat(this.faults.calls("force")).hasSizeGreaterThanOrEqualTo(4);
		assertThat(this.faults.operations()).contains("tryLock", "write", "delete");
	}

	@Test
	void asDurableAsTheTemplateAndNotMore() {
		AtomicFileTemplate loose = AtomicFileTemplate.builder().durability(Durability.NONE).build();
		new AtomicFilesHealthIndicator(loose, this.fileSystem.path(this.directory), EVERY_TIME).health();
		assertThat(this.faults.calls("force")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "tryLock", "write", "force", "move", "read" })
	void aStepThatFailsIsDown(String operation) {
		this.faults.on(operation).always().failBefore(new IOException("Input/output error"));
		assertDown(check(this.fileSystem.path(this.directory), EVERY_TIME), "Input/output error", "log");
	}

	@Test
	void contentThatComesBackDifferentIsDown() {
		Path directory = this.fileSystem.path(this.directory);
		this.faults.on("move").after(() -> {
			try (Stream<Path> present = Files.list(this.directory)) {
				for (Path file : present.filter((path) -> path.toString().endsWith("-tmp")).toList()) {
					Files.writeString(file, "something else");
				}
			}
		});
		assertDown(check(directory, EVERY_TIME), "not what had been written", "log");
	}

	@Test
	void aMissingDirectoryIsDownAndStaysMissing() {
		Path missing = this.directory.resolve("missing");
		assertDown(check(missing, EVERY_TIME), "missing", "Mount it");
		assertThat(missing).doesNotExist();
	}

	@Test
	void aReadOnlyDirectoryIsDown() throws IOException {
		try (MountedDisk disk = MountedDisk.tmpfs(this.directory.resolve("disk"), "size=1m")) {
			AtomicFilesHealthIndicator indicator = indicator(disk.directory(), EVERY_TIME);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			disk.remount("ro");
			assertDown(indicator.health(), "read-only", "Mount it writable");
			disk.remount("rw");
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void aFullDiskIsDown() throws IOException {
		try (MountedDisk disk = MountedDisk.tmpfs(this.directory.resolve("disk"), "size=1m")) {
			AtomicFilesHealthIndicator indicator = indicator(disk.directory(), EVERY_TIME);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			Path filler = fill(disk.directory().resolve("filler"));
			assertDown(indicator.health(), "full", "Free space");
			Files.delete(filler);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		}
	}

	private static Path fill(Path file) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			while (true) {
				out.write(new byte[4096]);
			}
		}
		catch (IOException ex) {
			return file;
		}
	}

	@Test
	void littleSpaceIsDownThoughEverythingWorks() throws IOException {
		try (MountedDisk disk = MountedDisk.tmpfs(this.directory.resolve("disk"), "size=1m")) {
			Health health = check(disk.directory(), new HealthSettings(Duration.ZERO, PATIENT, 2 << 20, null));
			assertDown(health, "which is less than", "polystore.atomic.health.min-free-space");
			assertThat(health.getDetails()).containsEntry("minFreeSpace", 2L << 20);
		}
	}

	@Test
	void aDiskThatDoesNotAnswerIsDownAndIsAskedOnlyOnce() {
		Gate gate = new Gate();
		this.faults.on("move").before(gate);
		AtomicFilesHealthIndicator indicator = indicator(this.fileSystem.path(this.directory),
				new HealthSettings(Duration.ZERO, Duration.ofMillis(200), 0, null));
		for (int i = 0; i < 3; i++) {
			assertDown(indicator.health(), "did not answer within 200 ms", "hangs");
		}
		gate.awaitReached();
		assertThat(this.faults.calls("move")).hasSize(1);
		gate.open();
		// Up means that no check is running: a late one would write while the directory
		// is being removed.
		await().untilAsserted(() -> assertThat(indicator.health().getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void aResultServesForTheInterval() {
		AtomicFilesHealthIndicator indicator = indicator(this.fileSystem.path(this.directory),
				new HealthSettings(Duration.ofHours(1), PATIENT, 0, null));
		Health first = indicator.health();
		assertThat(indicator.health()).isSameAs(first);
		assertThat(this.faults.calls("move")).hasSize(2);
	}

	@Test
	void whoAsksAtTheSameTimeSharesOneCheck() throws Exception {
		Gate gate = new Gate();
		this.faults.on("move").before(gate);
		AtomicFilesHealthIndicator indicator = indicator(this.fileSystem.path(this.directory), EVERY_TIME);
		Background<Health> first = Background.of(indicator::health);
		gate.awaitReached();
		Background<Health> second = Background.of(indicator::health);
		second.awaitWaiting();
		gate.open();
		assertThat(second.result()).isSameAs(first.result());
	}

	@Test
	void aLockThatAnotherProcessHoldsDoesNoHarm() {
		try (OtherProcess other = OtherProcess.start()) {
			other.lock(this.directory.resolve("a.json.lock"));
			Health health = check(this.directory, new HealthSettings(Duration.ZERO, PATIENT, 0, Duration.ofNanos(1)));
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).doesNotContainKey("oldestLock");
		}
	}

	@Test
	void aHealthLockThatAnotherProcessKeepsIsDownAndNamesIt() {
		try (OtherProcess other = OtherProcess.start()) {
			other.lock(this.directory.resolve(".polystore-health.lock"));
			Health health = new DirectoryHealth(this.files, this.directory,
					new HealthSettings(Duration.ZERO, Duration.ofMillis(100), 0, null))
				.check();
			assertDown(health, "stayed busy", "pid " + other.pid());
		}
	}

	@Test
	void theOldestLockIsShownAndAnyAgeIsAllowed() {
		try (LockHandle lock = this.files.lock(this.directory.resolve("jobs.lock"))) {
			Health health = check(this.directory, EVERY_TIME);
			assertThat(lock.isHeld()).isTrue();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("oldestLock",
					Map.of("file", "jobs.lock", "thread", Thread.currentThread().getName(), "seconds", 0L));
		}
	}

	@Test
	void aLockThatIsTooOldIsDown() {
		try (LockHandle lock = this.files.lock(this.directory.resolve("jobs.lock"))) {
			Health health = check(this.directory, new HealthSettings(Duration.ZERO, PATIENT, 0, Duration.ofNanos(1)));
			assertThat(lock.isHeld()).isTrue();
			assertDown(health, "'jobs.lock'", "thread dump");
		}
	}

	@Test
	void noPathOfTheMachineIsTold() {
		this.faults.on("move").always().failBefore(new IOException("Input/output error"));
		assertThat(check(this.fileSystem.path(this.directory), EVERY_TIME).getDetails().toString())
			.doesNotContain(this.directory.toString());
	}

	@Test
	void listenersAreToldNothing() {
		AtomicInteger events = new AtomicInteger();
		AtomicFileTemplate files = AtomicFileTemplate.builder().listener(new AtomicFileListener() {

			@Override
			public void lockWaitStarted(Path lockFile) {
				events.incrementAndGet();
			}

			@Override
			public void writeStarted(Path file, WriteOperation operation, Durability durability) {
				events.incrementAndGet();
			}

		}).build();
		new AtomicFilesHealthIndicator(files, this.directory, EVERY_TIME).health();
		assertThat(events).hasValue(0);
	}

	private Health check(Path directory, HealthSettings settings) {
		return indicator(directory, settings).health();
	}

	private AtomicFilesHealthIndicator indicator(Path directory, HealthSettings settings) {
		return new AtomicFilesHealthIndicator(this.files, directory, settings);
	}

	private static void assertDown(Health health, String problem, String remedy) {
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails().get("problem")).asString().contains(problem);
		assertThat(health.getDetails().get("remedy")).asString().contains(remedy);
	}

}
