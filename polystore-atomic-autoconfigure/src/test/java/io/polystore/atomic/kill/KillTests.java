package io.polystore.atomic.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.Suite;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes are killed by SIGKILL, at each step of each operation and at random.
 */
@Tag("kills")
@Timeout(7200)
class KillTests {

	private static final long SEED = Long.getLong("polystore.atomic.test.kill-seed", 20260101);

	/** How many processes are killed side by side. */
	private static final int LANES = 2;

	private static final KillFigures FIGURES = new KillFigures();

	@TempDir
	private Path directory;

	@AfterAll
	static void report() {
		Suite.report("Kills", FIGURES.toMap(SEED));
	}

	@Test
	void atEachStepTheOperationIsWhollyThereOrWhollyNotAndOthersGoOn() throws Exception {
		List<Trace> traces = traces();
		Queue<Step> steps = new ConcurrentLinkedQueue<>(sample(traces));
		Workers.run(LANES, (lane) -> {
			for (Step step = steps.poll(); step != null; step = steps.poll()) {
				kill(step, traces.get(step.operation().ordinal()));
			}
		});
	}

	@ParameterizedTest
	@KernelLockKinds
	void atARandomMomentNothingIsLostAndASurvivorGoesOn(LockKind kind) throws Exception {
		new RandomKills(newDirectory(kind.name()), kind, SEED, FIGURES).run(Suite.count(4, 240));
		assertThat(FIGURES.violations()).isEmpty();
	}

	private List<Trace> traces() throws IOException {
		List<Trace> traces = new ArrayList<>();
		try (ChildJvm child = SteppedProcess.start()) {
			for (SteppedOperation operation : SteppedOperation.values()) {
				traces.add(StepKill.trace(operation, child, newDirectory("trace-" + operation)));
			}
		}
		return traces;
	}

	private void kill(Step step, Trace trace) throws IOException {
		new StepKill(newDirectory(step.toString().replace(' ', '-')), FIGURES).run(step, trace);
	}

	/** Of the same name each time, which the calls show. */
	private Path newDirectory(String name) throws IOException {
		return Files.createDirectories(this.directory.resolve(name).resolve("data"));
	}

	private static List<Step> sample(List<Trace> traces) {
		List<Step> all = traces.stream().map(Trace::steps).flatMap(List::stream).toList();
		FIGURES.steps(all.size());
		int size = Suite.count(10, all.size());
		int offset = new Random(SEED).nextInt(all.size());
		List<Step> sample = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			sample.add(all.get((int) ((offset + (long) i * all.size() / size) % all.size())));
		}
		return sample;
	}

}
