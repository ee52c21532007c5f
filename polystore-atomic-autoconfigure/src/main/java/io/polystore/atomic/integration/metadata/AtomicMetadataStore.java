package io.polystore.atomic.integration.metadata;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.polystore.atomic.json.JsonDocument;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.metadata.ConcurrentMetadataStore;

/**
 * A metadata store whose entries are one JSON document, shared safely by threads and
 * processes.
 * <p>
 * Every change is one update of the document: it is complete or not made at all, runs
 * alone among all who use the document, and is durable (by default) when the method
 * returns. Nothing is kept in memory, so {@code get} tells what others have put, and a
 * restarted or killed process finds every entry that was acknowledged. There is nothing
 * to flush or to close.
 * <p>
 * What changes nothing, such as {@code putIfAbsent} of a key that is there, writes
 * nothing; only a document in the layout of another program is brought into that of this
 * library. It waits for its turn nevertheless, so that its answer rests on what is
 * durable. {@code get} does not wait, and may tell of an entry whose {@code put} has not
 * returned yet.
 * <p>
 * Each change writes the whole document: the store is made for some thousand entries. It
 * grows until keys are removed, at most to the size limit of the repository.
 * <p>
 * Immutable and thread-safe. Every method throws {@link NullPointerException} for a null
 * argument, and an {@link io.polystore.atomic.AtomicFileException} if the document cannot
 * be read or written; it is then as it was:
 * {@link io.polystore.atomic.json.CorruptJsonException} if it is no JSON object of texts,
 * {@link io.polystore.atomic.json.DocumentTooLargeException},
 * {@link io.polystore.atomic.FileLockException},
 * {@link io.polystore.atomic.AtomicReadException} and
 * {@link io.polystore.atomic.AtomicWriteException}.
 *
 * @since 0.1
 */
public class AtomicMetadataStore implements ConcurrentMetadataStore {

	private final JsonDocument<MetadataEntries> document;

	/**
	 * Creates a store.
	 * @param documents where the document lies
	 * @param document the name of the document, such as {@code metadata-store}; it need
	 * not exist yet
	 * @throws io.polystore.atomic.json.InvalidDocumentNameException if it is no name for
	 * a document
	 */
	public AtomicMetadataStore(JsonFileRepository documents, String document) {
		Objects.requireNonNull(documents, "'documents' must not be null");
		Objects.requireNonNull(document, "'document' must not be null");
		this.document = documents.document(document, MetadataEntries.class, MetadataEntries::new);
	}

	@Override
	public void put(String key, String value) {
		requireKey(key);
		requireValue(value, "value");
		change((entries) -> entries.put(key, value));
	}

	@Override
	public @Nullable String get(String key) {
		return this.document.get().get(requireKey(key));
	}

	@Override
	public @Nullable String remove(String key) {
		requireKey(key);
		return isAbsent() ? null : change((entries) -> entries.remove(key));
	}

	@Override
	public @Nullable String putIfAbsent(String key, String value) {
		requireKey(key);
		requireValue(value, "value");
		return change((entries) -> entries.putIfAbsent(key, value));
	}

	@Override
	public boolean replace(String key, String oldValue, String newValue) {
		requireKey(key);
		requireValue(oldValue, "oldValue");
		requireValue(newValue, "newValue");
		return !isAbsent() && Boolean.TRUE.equals(change((entries) -> entries.replace(key, oldValue, newValue)));
	}

	/**
	 * A change of nothing must not bring a document into being.
	 */
	private boolean isAbsent() {
		return this.document.getVersioned().version().equals(Version.ABSENT);
	}

	private <T> @Nullable T change(EntriesChange<T> change) {
		AtomicReference<@Nullable T> answer = new AtomicReference<>();
		this.document.update((entries) -> {
			answer.set(change.apply(entries));
			return entries;
		});
		return answer.get();
	}

	private static String requireKey(String key) {
		return requireValue(key, "key");
	}

	private static String requireValue(String value, String name) {
		return Objects.requireNonNull(value, () -> "'%s' must not be null".formatted(name));
	}

	@Override
	public String toString() {
		return "AtomicMetadataStore['%s']".formatted(this.document.name());
	}

	/**
	 * Changes the entries, and gives the answer for the caller.
	 */
	@FunctionalInterface
	private interface EntriesChange<T> {

		@Nullable T apply(MetadataEntries entries);

	}

}
