package io.polystore.atomic.kill;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills one process after another while it works, beside one that lives on.
 */
final class RandomKills {

	private static final String VICTIM = "victim";

	private static final String SURVIVOR = "survivor";

	private static final int VICTIM_THREADS = 4;

	private static final int SURVIVOR_THREADS = 2;

	private static final int MAX_DELAY_MILLIS = 200;

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Path directory;

	private final LockKind kind;

	private final Random random;

	private final KillFigures figures;

	private final SharedDocuments documents;

	private final WorkHistory history;

	private final StaleTempSweeper sweeper = new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP);

	RandomKills(Path directory, LockKind kind, long seed, KillFigures figures) throws IOException {
		this.directory = Files.createDirectories(directory.resolve("own")).getParent();
		this.kind = kind;
		this.random = new Random(seed);
		this.figures = figures;
		this.documents = SharedDocuments.in(directory, kind);
		this.history = new WorkHistory(this.documents, figures);
	}

	void run(int kills) throws Exception {
		try (ChildJvm survivor = WorkingProcess.startSurvivor(this.directory, this.kind, SURVIVOR,
				this.random.nextLong(), SURVIVOR_THREADS)) {
			survivor.send("go");
			survivor.awaitLine(WorkingProcess.WORKING::equals);
			try {
				kill(kills, survivor);
				survivor.send("stop");
				survivor.awaitLine(WorkingProcess.STOPPED::equals);
			}
			finally {
				this.history.add(survivor.lines());
			}
		}
		this.history.check(VICTIM);
		this.history.check(SURVIVOR);
	}

	/** While one process works the next one gets ready. */
	private void kill(int kills, ChildJvm survivor) throws Exception {
		ChildJvm next = startVictim(1);
		try {
			for (int number = 1; number <= kills; number++) {
				try (ChildJvm victim = next) {
					next = null;
					victim.awaitLine(WorkingProcess.READY::equals);
					next = startVictim(number + 1);
					killWorking(victim);
				}
				assertThatOthersGoOn(number, survivor);
			}
		}
		finally {
			if (next != null) {
				next.close();
			}
		}
	}

	private ChildJvm startVictim(int number) {
		return WorkingProcess.startVictim(this.directory, this.kind, VICTIM, this.random.nextLong(),
				number * 1_000_000L, VICTIM_THREADS);
	}

	private void killWorking(ChildJvm victim) throws InterruptedException {
		victim.send("go");
		victim.awaitLine(WorkingProcess.WORKING::equals);
		Thread.sleep(this.random.nextInt(MAX_DELAY_MILLIS), this.random.nextInt(1_000_000));
		victim.kill();
		this.figures.killsAtRandom.incrementAndGet();
		this.history.add(victim.lines());
	}

	private void assertThatOthersGoOn(int number, ChildJvm survivor) throws IOException {
		survivor.send(WorkingProcess.WENT_ON + number);
		survivor.awaitLine((WorkingProcess.WENT_ON + number)::equals);
		assertThat(survivor.lines()).noneMatch((line) -> line.startsWith(WorkingProcess.FAILED));
		assertThatLocksAreFree();
		assertThatTempsAreSwept();
		this.history.check(VICTIM);
	}

	/** Of the documents that only the victim worked on. */
	private void assertThatLocksAreFree() throws IOException {
		for (Path file : files(this.directory.resolve("own"))) {
			String name = file.getFileName().toString();
			if (name.startsWith(VICTIM) && name.endsWith(".lock")) {
				Optional<LockHandle> taken = this.documents.files().tryLock(file);
				assertThat(taken).as("%s", file).isPresent();
				taken.get().close();
			}
		}
	}

	/**
	 * With one sweep, which those of the survivor must survive; these vanish by
	 * themselves.
	 */
	private void assertThatTempsAreSwept() throws IOException {
		List<Path> temps = temps();
		int swept = this.sweeper.sweep(this.directory);
		this.figures.tempsLeft.addAndGet(swept);
		this.figures.tempsSwept.addAndGet(swept);
		Awaitility.await().atMost(TIMEOUT).until(() -> temps.stream().noneMatch(Files::exists));
	}

	/** Beside the documents and their locks there is nothing else. */
	private List<Path> temps() throws IOException {
		List<Path> files = new ArrayList<>(files(this.directory.resolve("own")));
		files.addAll(files(this.directory));
		files.remove(this.directory.resolve("own"));
		files.removeIf((file) -> file.toString().endsWith(".json") || file.toString().endsWith(".json.lock"));
		assertThat(files).allMatch((file) -> TempNames.isTemp(file.getFileName().toString()));
		return files;
	}

	/** Without a look at each of them, which may be gone by then. */
	private static List<Path> files(Path directory) throws IOException {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			entries.forEach(files::add);
		}
		return files;
	}

}
