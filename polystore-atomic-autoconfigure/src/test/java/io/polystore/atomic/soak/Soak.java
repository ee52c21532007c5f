package io.polystore.atomic.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.write.StaleTempSweeper;
import org.awaitility.Awaitility;

/**
 * Two processes that do everything at once. One of them is killed again and again; then
 * the other rests, and what it uses is measured.
 */
final class Soak {

	/** To compare two halves. */
	private static final int MIN_SAMPLES = 4;

	private static final int THREADS = 8;

	/** Remembered for speed, up to a limit. */
	private static final String BOUNDED = "RealDirectories.KNOWN";

	private static final int BOUND = 10_000;

	private final StaleTempSweeper sweeper = new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP);

	private final Samples samples = new Samples();

	private final Registries registries = new Registries();

	private final Map<String, Integer> registriesBefore = this.registries.sizes();

	private final Random random;

	private final Site site;

	private final Path ownLedger;

	private final Path childLedger;

	private int swept;

	private final Map<String, Object> figures = new LinkedHashMap<>();

	Soak(Path directory, long seed) throws IOException, ReflectiveOperationException {
		this.random = new Random(seed);
		this.ownLedger = directory.resolve("own.ledger");
		this.childLedger = directory.resolve("child.ledger");
		this.site = Site.in(directory.resolve("files"));
		this.site.furnish();
		this.figures.put("seed", seed);
	}

	/**
	 * Returns what was wrong.
	 */
	List<String> run(Duration time, Duration interval) throws Exception {
		long start = System.nanoTime();
		Tally tally = new Tally();
		Ledger ledger = Ledger.in(this.ownLedger);
		try (Crew crew = new Crew(this.site, ledger, this.random.nextLong(), THREADS, tally)) {
			crew.start();
			while (System.nanoTime() - start < time.toNanos() || this.samples.size() < MIN_SAMPLES) {
				killAfter(interval, crew);
				crew.rest(this::measure);
			}
			crew.stop();
		}
		this.figures.put("seconds", (System.nanoTime() - start) / 1_000_000_000);
		this.figures.put("operations", tally.sum());
		this.figures.putAll(tally.counts());
		return violations();
	}

	private void killAfter(Duration interval, Crew crew) throws Exception {
		try (ChildJvm child = SoakProcess.start(this.site.directory(), this.childLedger, this.random.nextLong())) {
			child.awaitLine(SoakProcess.WORKING::equals);
			crew.workFor(interval);
			Expect.that(child.isAlive(), "a child that works until it is killed", child);
		}
	}

	private void measure() throws Exception {
		Awaitility.await("registries are as before")
			.atMost(Duration.ofSeconds(60))
			.until(this::registries, this.registriesBefore::equals);
		this.swept += this.sweeper.sweep(this.site.directory());
		this.samples.add(Sample.of(this.site.directory()));
	}

	private Map<String, Integer> registries() throws IllegalAccessException {
		Map<String, Integer> sizes = this.registries.sizes();
		Expect.that(sizes.get(BOUNDED) <= BOUND, "at most " + BOUND + " directories", sizes);
		sizes.put(BOUNDED, this.registriesBefore.get(BOUNDED));
		return sizes;
	}

	private List<String> violations() throws IOException {
		Balance balance = new Balance(this.site, Ledger.in(this.ownLedger), Ledger.in(this.childLedger));
		this.figures.putAll(balance.figures());
		this.figures.put("kills", this.samples.size());
		this.figures.put("temporary files swept", this.swept);
		this.figures.putAll(this.samples.figures());
		this.figures.put("registries watched", this.registriesBefore.size());
		List<String> violations = new ArrayList<>(this.samples.violations());
		violations.addAll(balance.violations());
		if (!this.site.hasCorruptAsBefore()) {
			violations.add("the corrupt document was changed");
		}
		return violations;
	}

	Map<String, Object> figures() {
		return this.figures;
	}

}
