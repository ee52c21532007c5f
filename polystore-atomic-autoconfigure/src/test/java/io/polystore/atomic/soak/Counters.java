package io.polystore.atomic.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.LockHandle;

/**
 * Numbers that all increment: in documents, in a file with two names, and in one that is
 * written under its lock.
 */
final class Counters {

	private static final int DOCUMENTS = 3;

	private static final int LINKED = DOCUMENTS;

	private static final int GUARDED = DOCUMENTS + 1;

	static final int COUNT = DOCUMENTS + 2;

	private static final IllegalStateException OWN = new IllegalStateException("own");

	private final Site site;

	private final Ledger ledger;

	private final Random random;

	Counters(Site site, Ledger ledger, Random random) {
		this.site = site;
		this.ledger = ledger;
		this.random = random;
	}

	static void furnish(Site site) throws IOException {
		Files.createSymbolicLink(site.file("link"), Path.of("linked"));
	}

	static long value(Site site, int counter) throws IOException {
		if (counter < DOCUMENTS) {
			return site.documents().find(document(counter), Count.class).orElseGet(Count::zero).value();
		}
		Path file = site.file((counter == LINKED) ? "linked" : "guarded");
		return Files.exists(file) ? number(Files.readAllBytes(file)) : 0;
	}

	private static String document(int counter) {
		return "count-" + counter;
	}

	void increment() {
		increment(LockOptions.inherit());
	}

	/** Nearly always in vain. */
	void incrementInAHurry() {
		increment(LockOptions.of(Duration.ofNanos(this.random.nextInt(1_000_000))));
	}

	private void increment(LockOptions options) {
		int counter = this.random.nextInt(COUNT);
		this.ledger.begin(counter);
		boolean done = false;
		try {
			increment(counter, options);
			done = true;
		}
		catch (AtomicWriteException ex) {
			done = ex.outcome() == Outcome.COMMITTED_DURABILITY_UNKNOWN;
			throw ex;
		}
		finally {
			if (done) {
				this.ledger.acknowledge(counter);
			}
			else {
				this.ledger.refuse(counter);
			}
		}
	}

	private void increment(int counter, LockOptions options) {
		switch (counter) {
			case LINKED -> incrementLinked(options);
			case GUARDED -> incrementGuarded(options);
			default -> this.site.documents()
				.with(writeOptions())
				.with(options)
				.update(document(counter), Count.class, Count::zero, Count::next);
		}
	}

	private void incrementLinked(LockOptions options) {
		Path file = this.site.file(this.random.nextBoolean() ? "link" : "linked");
		this.site.files().update(file, writeOptions(), options, Counters::next);
	}

	@SuppressWarnings("try")
	private void incrementGuarded(LockOptions options) {
		Path file = this.site.file("guarded");
		try (LockHandle lock = this.site.files().lockFor(file, options)) {
			byte[] content = Files.exists(file) ? this.site.files().read(file) : null;
			this.site.files().write(file, writeOptions(), next(content));
		}
	}

	/** Runs on what may not be durable yet, and must leave no trace. */
	void failWithOwnException() {
		try {
			this.site.documents().update(document(this.random.nextInt(DOCUMENTS)), Count.class, (count) -> {
				throw OWN;
			});
		}
		catch (IllegalStateException ex) {
			Expect.that(ex == OWN, "own exception", ex);
		}
	}

	void changeNothing() {
		this.site.documents()
			.update(document(this.random.nextInt(DOCUMENTS)), Count.class, Count::zero, (count) -> count);
	}

	/** Often without a force, or the disk would be all that is tried. */
	private WriteOptions writeOptions() {
		int kind = this.random.nextInt(10);
		return WriteOptions.of((kind == 0) ? Durability.FULL : (kind == 1) ? Durability.FILE : Durability.NONE);
	}

	private static byte[] next(byte[] content) {
		long present = (content != null) ? number(content) : 0;
		return Long.toString(present + 1).getBytes(StandardCharsets.US_ASCII);
	}

	private static long number(byte[] content) {
		return Long.parseLong(new String(content, StandardCharsets.US_ASCII));
	}

}
