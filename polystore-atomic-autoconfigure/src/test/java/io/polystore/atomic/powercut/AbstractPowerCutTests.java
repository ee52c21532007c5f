package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left on a file system when the power is cut, and that forces are the reason.
 */
@Tag("power-cuts")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractPowerCutTests {

	private static final long SEED = Long.getLong("polystore.atomic.test.seed", System.nanoTime());

	private static final List<QuietOperation> REPLACE_CREATE_AND_DELETE = List.of(QuietOperation.SAVE_OVER,
			QuietOperation.CREATE_NEW, QuietOperation.DELETE);

	private static final List<QuietOperation> REPLACE_AND_CREATE = List.of(QuietOperation.SAVE_OVER,
			QuietOperation.SAVE_NEW);

	private final CutFileSystem fileSystem;

	private final Figures figures = new Figures("busy cuts", "quiet cuts", "operations acknowledged",
			"documents checked", "torn", "lost", "resurrected", "unknown", "temps left", "temps swept",
			"strange files");

	private final Map<String, String> losses = new LinkedHashMap<>();

	private final List<String> wrong = new ArrayList<>();

	AbstractPowerCutTests(CutFileSystem fileSystem) {
		this.fileSystem = fileSystem;
	}

	@BeforeEach
	void startWithoutWrong() {
		this.wrong.clear();
	}

	@AfterAll
	void report() {
		if (this.figures.of("busy cuts") + this.figures.of("quiet cuts") > 0) {
			Suite.report("Power cuts " + this.fileSystem.type(), this.figures.all());
		}
		if (!this.losses.isEmpty()) {
			Suite.report("Power cuts without forces " + this.fileSystem.type(), this.losses);
		}
	}

	/** The options with which a missing force of a file shows. */
	String[] optionsWithoutSafetyNet() {
		return new String[0];
	}

	@Test
	void nothingAcknowledgedIsLostWhenThePowerIsCutAtWork(@TempDir Path logs) throws IOException {
		System.out.println("Power cuts " + this.fileSystem.type() + ", seed: " + SEED);
		try (CutDisk disk = CutDisk.create(this.fileSystem)) {
			this.figures.add("operations acknowledged",
					new BusyCuts(disk, logs, Forces.ALL, SEED).run(Suite.count(4, 100), this::examineBusy));
		}
		assertThat(this.wrong).isEmpty();
		assertThat(this.figures.of("temps left")).as("cuts in the middle of a write").isPositive();
	}

	private void examineBusy(BusyCut cut, OperationHistory history, Remains remains) {
		this.figures.add("busy cuts", 1);
		cut.judge(history, remains).forEach((document, verdict) -> note(verdict, cut.image() + ": " + document));
		note(remains, cut.image());
	}

	/**
	 * Otherwise the test above could not tell what is lost.
	 */
	@Test
	void aCutAtWorkTakesWhatWasNotForced(@TempDir Path logs) throws IOException {
		int count = Suite.count(1, 10);
		Figures cuts = new Figures();
		try (CutDisk disk = CutDisk.create(this.fileSystem)) {
			new BusyCuts(disk, logs, Forces.NONE, SEED).run(count, (cut, history, remains) -> {
				boolean right = cut.judge(history, remains).values().stream().allMatch(Verdict.RIGHT::equals);
				cuts.add(right ? "right" : "wrong", 1);
			});
		}
		this.losses.put("at work, forces none", "lost " + cuts.of("wrong") + " of " + count);
		assertThat(cuts.of("wrong")).isGreaterThanOrEqualTo(Suite.count(1, 9));
	}

	@Test
	void whatWasAcknowledgedIsThereWhenThePowerIsCutImmediatelyAfterwards() throws IOException {
		List<QuietOperation> operations = repeat(List.of(QuietOperation.values()),
				QuietOperation.values().length * Suite.count(1, 5));
		List<QuietCut> cuts = new ArrayList<>();
		try (CutDisk disk = CutDisk.create(this.fileSystem)) {
			new QuietCuts(disk, Forces.ALL).run(operations, (cut, remains) -> {
				cuts.add(cut);
				examineQuiet(cuts, remains);
			});
		}
		assertThat(this.wrong).isEmpty();
	}

	/** What was acknowledged earlier must be there, too. */
	private void examineQuiet(List<QuietCut> cuts, Remains remains) {
		QuietCut last = cuts.get(cuts.size() - 1);
		this.figures.add("quiet cuts", 1);
		this.figures.add("operations acknowledged", 1);
		cuts.forEach((cut) -> note(cut.judge(remains), last.image() + ": " + cut.operation() + " " + cut.id()));
		note(remains, last.image());
	}

	private void note(Verdict verdict, String what) {
		this.figures.add("documents checked", 1);
		if (verdict != Verdict.RIGHT) {
			this.figures.add(verdict.name().toLowerCase(), 1);
			this.wrong.add(verdict + " after " + what);
		}
	}

	private void note(Remains remains, Path image) {
		this.figures.add("temps left", remains.temps());
		this.figures.add("temps swept", remains.swept());
		this.figures.add("strange files", remains.strange().size());
		remains.strange().forEach((name) -> this.wrong.add("Left after " + image + ": " + name));
	}

	/**
	 * Otherwise these tests could not tell a protocol from none.
	 */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALL")
	void aCutTakesWhatWasNotForced(Forces forces) throws IOException {
		boolean filesForced = forces != Forces.NOT_OF_FILES;
		List<QuietOperation> operations = repeat(filesForced ? REPLACE_CREATE_AND_DELETE : REPLACE_AND_CREATE,
				Suite.count(3, 10));
		List<Verdict> verdicts = new ArrayList<>();
		try (CutDisk disk = CutDisk.create(this.fileSystem, filesForced ? new String[0] : optionsWithoutSafetyNet())) {
			new QuietCuts(disk, forces).run(operations, (cut, remains) -> verdicts.add(cut.judge(remains)));
		}
		long lost = verdicts.stream().filter((verdict) -> verdict != Verdict.RIGHT).count();
		this.losses.put("forces " + forces.name().toLowerCase().replace('_', ' '),
				"lost " + lost + " of " + operations.size());
		assertThat(lost).as(verdicts::toString).isGreaterThanOrEqualTo(Suite.count(2, 9));
	}

	private static List<QuietOperation> repeat(List<QuietOperation> operations, int count) {
		return IntStream.range(0, count).mapToObj((i) -> operations.get(i % operations.size())).toList();
	}

}
