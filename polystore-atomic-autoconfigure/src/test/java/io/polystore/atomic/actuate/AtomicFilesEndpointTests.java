package io.polystore.atomic.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.probe.DirectoryProbe;
import io.polystore.atomic.probe.ProbeReports;
import io.polystore.atomic.probe.ProbeSettings;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.write.StaleTempSweeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an operator sees in each situation.
 */
class AtomicFilesEndpointTests {

	@TempDir
	private Path parent;

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().lockTimeout(Duration.ofMinutes(1)).build();

	private final LastSweep lastSweep = new LastSweep();

	private final ProbeReports probes = new ProbeReports();

	@Test
	void nothingIsGoingOn() {
		AtomicFilesDescriptor shown = endpoint(directory()).atomicFiles();
		assertThat(shown.locks()).isEmpty();
		assertThat(shown.pipelines()).isEmpty();
		assertThat(shown.lastSweep()).isNull();
		assertThat(shown.probes()).isEmpty();
	}

	@Test
	void aLockShowsWhoHoldsItAndWhoWaits() throws Exception {
		Path directory = directory();
		LockHandle held = this.files.lock(directory.resolve("jobs/nightly.lock"));
		Background<Void> waiter = Background.named("waiter", () -> {
			this.files.lock(directory.resolve("jobs/nightly.lock")).close();
			return null;
		});
		waiter.awaitWaiting();
		assertThat(endpoint(directory).atomicFiles().locks()).singleElement().satisfies((lock) -> {
			assertThat(lock.file()).isEqualTo("jobs/nightly.lock");
			assertThat(lock.here()).isTrue();
			assertThat(lock.holder().thread()).isEqualTo(Thread.currentThread().getName());
			assertThat(lock.waiters()).singleElement().extracting(WaiterDescriptor::thread).isEqualTo("waiter");
		});
		held.close();
		waiter.result();
	}

	@Test
	void aBusyDocumentShowsItsPipeline() throws Exception {
		Path file = directory().resolve("orders/42.json");
		Gate gate = new Gate();
		Background<byte[]> running = Background.of(() -> update(file, gate));
		gate.awaitReached();
		Background<byte[]> queued = Background.of(() -> this.files.update(file, (content) -> new byte[] { 3 }));
		queued.awaitWaiting();
		AtomicFilesDescriptor shown = endpoint(directory()).atomicFiles();
		assertThat(shown.pipelines()).containsExactly(new PipelineDescriptor("orders/42.json", 1, true, 0, null));
		assertThat(shown.locks()).singleElement().extracting(LockDescriptor::file).isEqualTo("orders/42.json.lock");
		gate.open();
		running.result();
		queued.result();
		assertThat(endpoint(directory()).atomicFiles().pipelines()).isEmpty();
	}

	@Test
	void aBusyDocumentShowsWhatWasWrittenLast() throws Exception {
		Path file = directory().resolve("a.json");
		Instant before = Instant.now();
		Gate first = new Gate();
		Gate second = new Gate();
		Background<byte[]> written = Background.of(() -> update(file, first));
		first.awaitReached();
		Background<byte[]> running = Background.of(() -> update(file, second));
		running.awaitWaiting();
		first.open();
		second.awaitReached();
		written.result();
		assertThat(endpoint(directory()).atomicFiles().pipelines()).singleElement().satisfies((pipeline) -> {
			assertThat(pipeline.lastBatch()).isEqualTo(1);
			assertThat(pipeline.lastWritten()).isBetween(before.minusMillis(1), Instant.now());
		});
		second.open();
		running.result();
	}

	private byte[] update(Path file, Gate gate) {
		return this.files.update(file, (content) -> {
			gate.run();
			return gate.toString().getBytes(StandardCharsets.UTF_8);
		});
	}

	@Test
	void aFileOfAnotherProcessShowsThatProcess() {
		Path directory = directory();
		AtomicFilesEndpoint endpoint = endpoint(directory);
		try (OtherProcess other = OtherProcess.start()) {
			other.lock(directory.resolve("a.json.lock"));
			for (String name : new String[] { "a.json", "a.json.lock" }) {
				LockDescriptor lock = endpoint.lock(new String[] { name });
				assertThat(lock.file()).isEqualTo("a.json.lock");
				assertThat(lock.held()).isTrue();
				assertThat(lock.here()).isFalse();
				assertThat(lock.holder().pid()).isEqualTo(other.pid());
				assertThat(lock.holder().application()).isEqualTo("other process");
			}
			other.unlock(directory.resolve("a.json.lock"));
			assertThat(endpoint.lock(new String[] { "a.json" }).held()).isFalse();
		}
	}

	@Test
	void aFileThatNobodyLocksIsFreeAndNothingIsCreated() throws Exception {
		Path directory = directory();
		Files.createDirectory(directory.resolve("orders"));
		DirectorySnapshot before = DirectorySnapshot.of(directory);
		assertThat(endpoint(directory).lock(new String[] { "orders", "42.json" }).held()).isFalse();
		assertThat(DirectorySnapshot.of(directory)).isEqualTo(before);
	}

	@Test
	void aDirectoryThatIsMissingHasNoLocks() {
		assertThat(endpoint(directory()).lock(new String[] { "missing", "a.json" })).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "../a.json", "orders/../../a.json", "/etc/passwd", "./a.json", "a\0.json",
			"link/a.json", "linked.json" })
	void whatLiesElsewhereCannotBeAskedFor(String name) throws Exception {
		Path directory = directory();
		Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(this.parent.resolve("elsewhere")));
		Files.createSymbolicLink(directory.resolve("linked.json"), this.parent.resolve("elsewhere/a.json"));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint(directory).lock(name.split("/")));
		assertThat(this.parent.resolve("elsewhere")).isEmptyDirectory();
	}

	@Test
	void ofLocksElsewhereOnlyTheNameIsShown() {
		try (LockHandle lock = this.files.lock(this.parent.resolve("secret/other.lock"))) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(endpoint(directory()).atomicFiles().locks()).singleElement()
				.extracting(LockDescriptor::file)
				.isEqualTo("*/other.lock");
		}
	}

	@Test
	void aDirectoryThatIsReachedByALinkShowsRelativeNames() throws Exception {
		Path link = Files.createSymbolicLink(this.parent.resolve("link"), directory());
		try (LockHandle lock = this.files.lock(link.resolve("a.lock"))) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(endpoint(link).atomicFiles().locks()).singleElement()
				.extracting(LockDescriptor::file)
				.isEqualTo("a.lock");
			assertThat(endpoint(link).lock(new String[] { "a.lock" }).held()).isTrue();
		}
	}

	@Test
	void theDirectoryOfTheLocksIsNotShown() {
		AtomicFileTemplate files = AtomicFileTemplate.builder().lockDirectory(this.parent.resolve("locks")).build();
		AtomicFilesEndpoint endpoint = new AtomicFilesEndpoint(files, directory(), this.lastSweep, this.probes);
		try (LockHandle lock = files.lockFor(directory().resolve("a.json"))) {
			String name = lock.path().getFileName().toString();
			assertThat(endpoint.atomicFiles().locks()).singleElement().extracting(LockDescriptor::file).isEqualTo(name);
			assertThat(endpoint.lock(new String[] { "a.json" }).file()).isEqualTo(name);
			assertThat(endpoint.lock(new String[] { "a.json" }).held()).isTrue();
		}
		assertThat(endpoint.atomicFiles().configuration().lockDirectory()).isTrue();
	}

	@Test
	void theSettingsInForceAreShown() {
		AtomicFileTemplate files = AtomicFileTemplate.builder()
			.lockTimeout(Duration.ofSeconds(7))
			.lockPollInterval(Duration.ofMillis(70))
			.durability(Durability.FILE)
			.createDirectories(false)
			.build();
		assertThat(
				new AtomicFilesEndpoint(files, directory(), this.lastSweep, this.probes).atomicFiles().configuration())
			.isEqualTo(new ConfigurationDescriptor("FileChannelLockProvider", Duration.ofSeconds(7),
					Duration.ofMillis(70), false, Durability.FILE, false, false));
	}

	@Test
	void theLastSweepIsShownAlsoIfItFoundNothing() {
		Instant before = Instant.now();
		new StaleTempSweeper(Duration.ofHours(1), this.lastSweep).sweep(directory());
		SweepDescriptor shown = endpoint(directory()).atomicFiles().lastSweep();
		assertThat(shown.removed()).isZero();
		assertThat(shown.at()).isBetween(before.minusMillis(1), Instant.now());
	}

	@Test
	void theProbeIsShownWithoutThePathOfTheDirectory() {
		Path missing = directory().resolve("missing");
		this.probes.add(new DirectoryProbe(ProbeSettings.of(this.files)).run(missing));
		assertThat(endpoint(directory()).atomicFiles().probes()).singleElement().satisfies((probe) -> {
			assertThat(probe.usable()).isFalse();
			assertThat(probe.at()).isBeforeOrEqualTo(Instant.now());
			assertThat(probe.toString()).doesNotContain(this.parent.toString()).contains("NoSuchFileException: ./");
		});
	}

	private AtomicFilesEndpoint endpoint(Path directory) {
		return new AtomicFilesEndpoint(this.files, directory, this.lastSweep, this.probes);
	}

	private Path directory() {
		try {
			return Files.createDirectories(this.parent.resolve("data"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
