package io.polystore.atomic.integration.registry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.LockDatabase;
import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host is stopped for longer than its lease, at each step of an update, while another
 * one takes the lock; then it goes on.
 */
@Timeout(600)
@DisabledOnOs(OS.WINDOWS)
class FrozenHostTests {

	private static final Duration LEASE = Duration.ofSeconds(1);

	/** With six steps, and a holder that has written or has not: twenty-four. */
	private static final int ROUNDS_OF_EACH = 2;

	private static final int WARM_UP = 1000;

	private static final int MEASURED = Suite.count(500, 5000);

	@TempDir
	private Path directory;

	private Path file;

	private final AtomicFileTemplate files = AtomicFileTemplate.builder()
		.lockProvider(LockDatabase.provider(Duration.ofSeconds(10)))
		.lockPollInterval(Duration.ofMillis(10))
		.build();

	private ChildJvm frozen;

	private int rounds;

	@BeforeEach
	void name() throws Exception {
		LockDatabase.url();
		this.file = this.directory.toRealPath().resolve("a.txt");
	}

	@AfterEach
	void stop() {
		if (this.frozen != null) {
			this.frozen.close();
		}
	}

	private void start(boolean checked) {
		this.frozen = ChildJvm.of(FreezingHost.class, LEASE.toString(), Boolean.toString(checked)).start();
		this.frozen.awaitLine("ready"::equals);
	}

	/** Freezes the other host at a step, does something, and lets it go on. */
	private String freeze(FreezingStep step, Runnable meanwhile) throws Exception {
		String round = "round-" + ++this.rounds;
		this.files.writeString(this.file, "old");
		this.frozen.send(round + " " + step + " " + this.file);
		this.frozen.awaitLine((round + " frozen")::equals);
		FreezingHost.signal("STOP", this.frozen.pid());
		try {
			meanwhile.run();
		}
		finally {
			FreezingHost.signal("CONT", this.frozen.pid());
		}
		this.frozen.send("go");
		return this.frozen.awaitLine((line) -> line.startsWith(round) && !line.endsWith("frozen"));
	}

	private void write() {
		this.files.update(this.file, (content) -> "theirs".getBytes(StandardCharsets.UTF_8));
	}

	/** What another host finds that holds the lock while the frozen one goes on. */
	private String freezeWhileHeld(FreezingStep step) throws Exception {
		LockHandle[] held = new LockHandle[1];
		String end = freeze(step, () -> held[0] = this.files.lock(FreezingHost.lockFile(this.file)));
		try (LockHandle lock = held[0]) {
			assertThat(lock.isHeld()).isTrue();
			return end;
		}
	}

	@Test
	void beforeTheLastCheckEndsNothingIsOverwrittenWhateverTheStep() throws Exception {
		start(true);
		List<FreezingStep> steps = Arrays.stream(FreezingStep.values()).filter(FreezingStep::isInTheUpdate).toList();
		int done = 0;
		for (int i = 0; i < 2 * ROUNDS_OF_EACH; i++) {
			for (FreezingStep step : steps) {
				boolean written = i % 2 == 0;
				String end = written ? freeze(step, this::write) : freezeWhileHeld(step);
				assertThat(end).as("%s, written: %s", step, written).contains(" lost: ");
				assertThat(this.file).as("%s, written: %s", step, written).hasContent(written ? "theirs" : "old");
				done++;
			}
		}
		Suite.report("Pauses before the last check", Map.of("rounds", done, "stale overwrites", 0));
	}

	@Test
	void whoIsStoppedAsItTakesTheLockTakesItAnew() throws Exception {
		start(true);
		for (int i = 0; i < 2 * ROUNDS_OF_EACH; i++) {
			assertThat(freeze(FreezingStep.LOCK_GRANTED, this::write)).endsWith(" written");
			assertThat(this.file).hasContent("theirs+");
		}
	}

	/** What the documentation warns of. */
	@Test
	void betweenTheLastCheckAndTheRenameItIsOverwritten() throws Exception {
		start(true);
		assertThat(freeze(FreezingStep.BEFORE_THE_RENAME, this::write)).endsWith(" written");
		assertThat(this.file).hasContent("old+");
	}

	/** That the test above can fail. */
	@Test
	void withoutTheLastCheckAHolderIsOvertaken() throws Exception {
		start(false);
		assertThat(freezeWhileHeld(FreezingStep.IN_THE_CHANGE)).endsWith(" written");
		assertThat(this.file).hasContent("old+");
	}

	@Test
	void theTimeInWhichAPauseDoesHarmIsMeasured() {
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		HookedRegistry registry = new HookedRegistry();
		long[] times = new long[3];
		registry.afterRenewal = () -> times[0] = System.nanoTime();
		fileSystem.faults().on("newInputStream", this.file::equals).always().before(() -> times[1] = System.nanoTime());
		fileSystem.faults().on("move").always().before(() -> times[2] = System.nanoTime());
		AtomicFileTemplate measured = AtomicFileTemplate.builder()
			.lockProvider(new RegistryLockProvider(registry,
					new RegistryLockSettings(Duration.ofHours(1), null, false, false)))
			.build();
		long[] sinceCheck = new long[MEASURED];
		long[] sinceComparison = new long[MEASURED];
		for (int i = -WARM_UP; i < MEASURED; i++) {
			String content = "content " + i;
			measured.update(fileSystem.path(this.file), (present) -> content.getBytes(StandardCharsets.UTF_8));
			sinceCheck[Math.max(0, i)] = times[2] - times[0];
			sinceComparison[Math.max(0, i)] = times[2] - times[1];
		}
		Map<String, String> figures = new LinkedHashMap<>();
		figures.put("updates", String.valueOf(MEASURED));
		figures.put("from the answer to the rename", percentiles(sinceCheck));
		figures.put("from the comparison to the rename", percentiles(sinceComparison));
		Suite.report("Window before the rename", figures);
		assertThat(sinceComparison[0]).as("the shortest").isPositive();
	}

	private static String percentiles(long[] nanos) {
		Arrays.sort(nanos);
		return "median %.0f us, 99 %% %.0f us, longest %.0f us".formatted(nanos[nanos.length / 2] / 1e3,
				nanos[nanos.length * 99 / 100] / 1e3, nanos[nanos.length - 1] / 1e3);
	}

}
