package io.polystore.atomic.soak;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.DocumentTooLargeException;
import io.polystore.atomic.json.InvalidDocumentNameException;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.VersionConflictException;
import io.polystore.atomic.json.Versioned;

/**
 * Documents that come, change and go, and what no document can be.
 */
final class Documents {

	private static final List<String> BAD_NAMES = List.of("", "../outside", "/etc/passwd", "a/../../b", "nul\0byte",
			"a//b", "x".repeat(300));

	private final JsonFileRepository documents;

	private final Random random;

	Documents(Site site, Random random) {
		this.documents = site.documents();
		this.random = random;
	}

	private String name() {
		return "orders/" + this.random.nextInt(6);
	}

	void save() {
		this.documents.save(name(), Pair.of(this.random));
	}

	void find() {
		this.documents.find(name(), Pair.class).ifPresent(Pair::requireWhole);
	}

	void delete() {
		this.documents.delete(name());
	}

	void list() {
		for (String name : this.documents.names()) {
			Expect.that(!name.contains("polystore-tmp"), "names of documents only", name);
		}
	}

	void saveAsExpected() {
		String name = name();
		Optional<Versioned<Pair>> found = this.documents.findVersioned(name, Pair.class);
		try {
			this.documents.save(name, Pair.of(this.random), found.map(Versioned::version).orElse(Version.ABSENT));
		}
		catch (VersionConflictException ex) {
			Expect.that(!ex.expected().equals(ex.actual()), "a conflict of two versions", ex);
		}
	}

	void saveTooMuch() {
		String tooMuch = "x".repeat(Site.MAX_DOCUMENT_SIZE);
		Expect.refusal(DocumentTooLargeException.class, () -> this.documents.save(name(), new Pair(0, 0, tooMuch)));
	}

	void useBadName() {
		String bad = BAD_NAMES.get(this.random.nextInt(BAD_NAMES.size()));
		Expect.refusal(InvalidDocumentNameException.class, () -> this.documents.save(bad, Pair.of(this.random)));
		Expect.refusal(InvalidDocumentNameException.class, () -> this.documents.find(bad, Pair.class));
	}

	void useCorrupt() {
		Expect.refusal(CorruptJsonException.class, () -> this.documents.find(Site.CORRUPT, Pair.class));
		Expect.refusal(CorruptJsonException.class, () -> this.documents.update(Site.CORRUPT, Pair.class,
				() -> Pair.of(this.random), (pair) -> Pair.of(this.random)));
	}

	/**
	 * Two parts that belong together.
	 */
	record Pair(int first, int second, String filler) {

		static Pair of(Random random) {
			int number = random.nextInt();
			return new Pair(number, number, "x".repeat(random.nextInt(5_000)));
		}

		void requireWhole() {
			Expect.that(this.first == this.second, "one version", this);
		}

	}

}
