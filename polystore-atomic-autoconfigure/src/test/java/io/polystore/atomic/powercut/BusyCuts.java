package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.test.ChildJvm;
import org.awaitility.Awaitility;

/**
 * Cuts the power again and again while processes write.
 */
final class BusyCuts {

	private static final int PROCESSES = 2;

	/** Some hundred operations of all threads. */
	private static final int LOGGED_BETWEEN_CUTS = 30_000;

	private final CutDisk disk;

	private final Path documents;

	private final Path logs;

	private final Forces forces;

	private final long seed;

	/**
	 * Creates cuts.
	 * @param disk an empty disk
	 * @param logs an empty directory on another disk
	 * @param forces which forces take place
	 * @param seed of what the writers choose to do
	 */
	BusyCuts(CutDisk disk, Path logs, Forces forces, long seed) {
		this.disk = disk;
		this.documents = disk.directory().resolve("documents");
		this.logs = logs;
		this.forces = forces;
		this.seed = seed;
	}

	/**
	 * Takes cuts, then looks at what each has left.
	 * @return how many operations were acknowledged before the last cut
	 */
	long run(int count, Report report) throws IOException {
		List<BusyCut> taken = take(count);
		this.disk.unplug();
		OperationHistory history = OperationHistory.read(this.logs);
		for (BusyCut cut : taken) {
			this.disk.examine(cut.image(), (copy) -> report.cut(cut, history, Remains.of(copy.resolve("documents"))));
		}
		return history.acknowledged(taken.get(taken.size() - 1).before());
	}

	private List<BusyCut> take(int count) throws IOException {
		List<ChildJvm> writers = new ArrayList<>();
		try {
			for (int i = 0; i < PROCESSES; i++) {
				writers.add(writer(i));
			}
			List<BusyCut> taken = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				awaitProgress(writers);
				taken.add(BusyCut.take(this.disk, this.logs));
			}
			writers.forEach(BusyCuts::stop);
			return taken;
		}
		finally {
			writers.forEach(ChildJvm::close);
		}
	}

	private ChildJvm writer(int number) {
		return ChildJvm
			.of(BusyWriter.class, this.documents.toString(), this.logs.toString(), "process" + number + "-thread",
					String.valueOf(this.seed + number * BusyWriter.THREADS), this.forces.name())
			.options("-Xmx128m")
			.start();
	}

	private void awaitProgress(List<ChildJvm> writers) throws IOException {
		long start = LogPositions.now(this.logs).total();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.failFast("a writer ended: " + writers, () -> !writers.stream().allMatch(ChildJvm::isAlive))
			.until(() -> LogPositions.now(this.logs).total() > start + LOGGED_BETWEEN_CUTS);
	}

	private static void stop(ChildJvm writer) {
		writer.send("stop");
		if (writer.awaitExit() != 0) {
			throw new IllegalStateException("A writer failed: " + writer);
		}
	}

	/**
	 * Is told of each cut.
	 */
	@FunctionalInterface
	interface Report {

		void cut(BusyCut cut, OperationHistory history, Remains remains);

	}

}
