package io.polystore.atomic.kill;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.VersionConflictException;
import io.polystore.atomic.json.Versioned;
import io.polystore.atomic.lock.LockHandle;

/**
 * Does one operation after another, chosen at random.
 */
final class DocumentWorker {

	private static final int CHUNK = 10_000;

	private final SharedDocuments documents;

	private final String name;

	private final Random random;

	private final WorkLog log;

	private final List<Work> works = List.of(this::update, this::update, this::updateExpectedVersion, this::guarded,
			this::save, this::stream, this::pass);

	/** The number of the last operation on each document. */
	private final Map<String, Long> numbers = new HashMap<>();

	/**
	 * Goes on from what stands there.
	 * @param first from where to number what has left no trace because it was deleted
	 */
	DocumentWorker(SharedDocuments documents, String name, long seed, long first, WorkLog log) {
		this.documents = documents;
		this.name = name;
		this.random = new Random(seed);
		this.log = log;
		SharedDocuments.of(name).forEach((document) -> this.numbers.put(document, documents.count(document, name)));
		this.numbers.merge(SharedDocuments.passing(name), -first, (present, none) -> (present > 0) ? present : none);
	}

	void work() throws IOException {
		this.works.get(this.random.nextInt(this.works.size())).run();
	}

	/** Something with each document that others work on, too. */
	void touchAll() throws IOException {
		for (String document : SharedDocuments.UPDATED) {
			update(document);
		}
		guarded();
	}

	private void update() throws IOException {
		update(shared());
	}

	private String shared() {
		return SharedDocuments.UPDATED.get(this.random.nextInt(SharedDocuments.UPDATED.size()));
	}

	private void update(String document) throws IOException {
		run(document, (number) -> this.documents.repository()
			.update(document, Tally.class, Tally::empty, (tally) -> tally.next(this.name, number)));
	}

	private void updateExpectedVersion() throws IOException {
		String document = shared();
		run(document, (number) -> {
			Optional<Versioned<Tally>> found = this.documents.findVersioned(document);
			Tally next = found.map(Versioned::value).orElseGet(Tally::empty).next(this.name, number);
			this.documents.repository().save(document, next, found.map(Versioned::version).orElse(Version.ABSENT));
		});
	}

	@SuppressWarnings("try")
	private void guarded() throws IOException {
		String document = SharedDocuments.GUARDED;
		run(document, (number) -> {
			try (LockHandle lock = this.documents.files().lockFor(this.documents.file(document))) {
				Tally present = this.documents.find(document).orElseGet(Tally::empty);
				this.documents.files()
					.write(this.documents.file(document), this.documents.bytes(present.next(this.name, number)));
			}
		});
	}

	private void save() throws IOException {
		String document = SharedDocuments.saved(this.name);
		run(document, (number) -> this.documents.repository().save(document, Tally.of(this.name, number)));
	}

	private void stream() throws IOException {
		String document = SharedDocuments.streamed(this.name);
		run(document, (number) -> {
			byte[] bytes = this.documents.bytes(Tally.of(this.name, number));
			this.documents.files().<IOException>write(this.documents.file(document), (out) -> {
				for (int start = 0; start < bytes.length; start += CHUNK) {
					out.write(bytes, start, Math.min(CHUNK, bytes.length - start));
					out.flush();
				}
			});
		});
	}

	/**
	 * Creates or deletes, with and without a lock.
	 */
	private void pass() throws IOException {
		String document = SharedDocuments.passing(this.name);
		long last = this.numbers.get(document);
		boolean locked = this.random.nextBoolean();
		if (last > 0) {
			run(document, -last, (number) -> delete(document, locked));
		}
		else {
			run(document, 1 - last, (number) -> create(document, Tally.of(this.name, number), locked));
		}
	}

	private void create(String document, Tally tally, boolean locked) {
		if (locked) {
			this.documents.repository().save(document, tally, Version.ABSENT);
		}
		else {
			this.documents.files().createNew(this.documents.file(document), this.documents.bytes(tally));
		}
	}

	private void delete(String document, boolean locked) {
		boolean deleted = locked ? this.documents.repository().delete(document)
				: this.documents.files().delete(this.documents.file(document));
		if (!deleted) {
			throw new IllegalStateException(Tally.LOST + "there is no " + document);
		}
	}

	private void run(String document, Numbered operation) throws IOException {
		run(document, this.numbers.get(document) + 1, operation);
	}

	private void run(String document, long number, Numbered operation) throws IOException {
		this.log.sent(this.name, document, number);
		try {
			operation.run(number);
		}
		catch (VersionConflictException ex) {
			this.log.refused(this.name, document, number);
			return;
		}
		this.numbers.put(document, number);
		this.log.done(this.name, document, number);
	}

	private interface Work {

		void run() throws IOException;

	}

	private interface Numbered {

		void run(long number) throws IOException;

	}

}
