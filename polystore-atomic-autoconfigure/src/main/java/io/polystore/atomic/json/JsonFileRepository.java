package io.polystore.atomic.json;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON documents in a directory, shared safely by threads and processes.
 * <p>
 * A document has a relative name with {@code '/'} between its parts: {@code orders/42} is
 * the file {@code orders/42.json}. A part must not be empty, begin with {@code '.'}, end
 * with {@code '.'} or a space, be the name of a Windows device, hold a control character
 * or one of <code>\ : &lt; &gt; " | ? *</code>, or be too long for a file name (255 bytes
 * with the suffix); no part but the last ends with {@code .json} or {@code .lock}; a name
 * has at most 1,024 characters in 32 parts. Symbolic links are followed inside the
 * directory and refused where they lead out of it.
 * <p>
 * {@code save}, {@code update} and {@code delete} of one document are ordered: each runs
 * under the lock of its file, on the result of the one before, and is durable (by
 * default) when it returns. {@code find}, {@code exists} and {@code names} never wait,
 * but for the lock of a document that is to be restored.
 * <p>
 * Files are UTF-8 in the layout of Python's
 * {@code json.dumps(obj, indent=2, ensure_ascii=False)}, to the byte for what Python
 * itself has written; not for the few numbers next to zero, below 1e-322. Fractional
 * numbers without a type ({@code JsonNode}, {@code Map}, {@code Object}) are read as
 * {@link java.math.BigDecimal}, so that no digit is lost; what a typed property such as a
 * {@code double} cannot hold is lost to it. NaN and infinities are refused. What cannot
 * be read back is not written.
 * <p>
 * A file that cannot be read is never replaced by a default: every method but
 * {@code save}, {@code restore} and {@code delete} fails with
 * {@link CorruptJsonException}, unless {@link RecoveryOptions} ask for the newest kept
 * version to take its place. Versions are kept only of what this repository has written,
 * and has read back as JSON before.
 * <p>
 * Immutable and thread-safe. Every method may throw an
 * {@link io.polystore.atomic.AtomicFileException}: {@link InvalidDocumentNameException},
 * {@link io.polystore.atomic.FileLockException} where it waits,
 * {@link io.polystore.atomic.AtomicReadException} and
 * {@link io.polystore.atomic.AtomicWriteException}.
 *
 * @since 0.1
 */
public class JsonFileRepository {

	private final DocumentStore store;

	/**
	 * Creates a repository with {@linkplain JsonFileOptions#defaults() default options}.
	 * @param files the operations on files
	 * @param mapper the application's mapper, which stays as it is
	 * @param directory the directory of the documents; need not exist yet
	 */
	public JsonFileRepository(AtomicFileOperations files, JsonMapper mapper, Path directory) {
		this(files, mapper, directory, JsonFileOptions.defaults());
	}

	/**
	 * Creates a repository.
	 * @param files the operations on files
	 * @param mapper the application's mapper, which stays as it is
	 * @param directory the directory of the documents; need not exist yet
	 * @param options how to read and to write JSON
	 */
	public JsonFileRepository(AtomicFileOperations files, JsonMapper mapper, Path directory, JsonFileOptions options) {
		this(store(Objects.requireNonNull(files, "'files' must not be null"),
				new JsonCodec(Objects.requireNonNull(mapper, "'mapper' must not be null"),
						Objects.requireNonNull(options, "'options' must not be null")),
				Objects.requireNonNull(directory, "'directory' must not be null"), options.recovery()));
	}

	private static DocumentStore store(AtomicFileOperations files, JsonCodec codec, Path directory,
			RecoveryOptions recovery) {
		WriteOptions writeOptions = (recovery.keepVersions() > 0)
				? WriteOptions.inherit().withKeptVersions(recovery.keepVersions()) : WriteOptions.inherit();
		return new DocumentStore(files, codec, new Recovery(codec, recovery), new DocumentDirectory(directory),
				writeOptions, LockOptions.inherit());
	}

	private JsonFileRepository(DocumentStore store) {
		this.store = store;
	}

	/**
	 * Returns a name, if it is one for a document; whether it leads out of a directory by
	 * symbolic links is found out when it is used.
	 * @param name a name
	 * @return the same
	 * @throws IllegalArgumentException if it breaks a rule for names
	 */
	public static String requireName(String name) {
		String violation = DocumentName.violation(Objects.requireNonNull(name, "'name' must not be null"));
		if (violation != null) {
			throw new IllegalArgumentException(
					"'%s' is no name for a document: %s; use names such as 'config' or 'orders/42'"
						.formatted(Printable.of(name), violation));
		}
		return name;
	}

	/**
	 * Returns the directory of the documents.
	 * @return the directory
	 */
	public Path directory() {
		return this.store.directory();
	}

	JsonCodec codec() {
		return this.store.codec();
	}

	/**
	 * Returns a repository with the same settings over another directory.
	 * @param directory the directory; a relative one lies in this one
	 * @return another repository
	 */
	public JsonFileRepository in(Path directory) {
		return new JsonFileRepository(this.store.in(directory));
	}

	/**
	 * Returns a repository over the same directory that writes in another way.
	 * @param options how to write; what is not set in them stays
	 * @return another repository
	 */
	public JsonFileRepository with(WriteOptions options) {
		return new JsonFileRepository(this.store.with(options));
	}

	/**
	 * Returns a repository over the same directory that waits in another way.
	 * @param options how to wait for locks; what is not set in them stays
	 * @return another repository
	 */
	public JsonFileRepository with(LockOptions options) {
		return new JsonFileRepository(this.store.with(options));
	}

	/**
	 * Finds a document. Properties that the type does not know are skipped.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @return its value, or empty if there is no such document
	 * @throws CorruptJsonException if the file cannot be read as this type
	 * @throws DocumentTooLargeException if it exceeds the size limit
	 */
	public <T> Optional<T> find(String name, Class<T> type) {
		return this.<T>findAs(name, type).map(Stored::value);
	}

	/**
	 * Finds a document of a generic type.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @return its value, or empty if there is no such document
	 * @see #find(String, Class)
	 */
	public <T> Optional<T> find(String name, TypeReference<T> type) {
		return this.<T>findAs(name, type.getType()).map(Stored::value);
	}

	/**
	 * Finds a document with its version.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @return its value and version, or empty if there is no such document
	 * @see #find(String, Class)
	 */
	public <T> Optional<Versioned<T>> findVersioned(String name, Class<T> type) {
		return this.<T>findAs(name, type).map(Stored::versioned);
	}

	/**
	 * Finds a document of a generic type with its version.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @return its value and version, or empty if there is no such document
	 * @see #find(String, Class)
	 */
	public <T> Optional<Versioned<T>> findVersioned(String name, TypeReference<T> type) {
		return this.<T>findAs(name, type.getType()).map(Stored::versioned);
	}

	/**
	 * Creates or replaces a document, whatever its file holds: also one that is corrupt
	 * or larger than the size limit.
	 * @param name the name of the document
	 * @param value the new value
	 * @return the new version
	 * @throws JsonFileException if the value cannot be written as JSON
	 * @throws DocumentTooLargeException if it exceeds the size limit
	 */
	public Version save(String name, Object value) {
		Objects.requireNonNull(value, "'value' must not be null");
		return this.store.save(name, null, value, null);
	}

	/**
	 * Creates or replaces a document if it is at the expected version.
	 * @param name the name of the document
	 * @param value the new value
	 * @param expected the version it must have, {@link Version#ABSENT} if it must not
	 * exist
	 * @return the new version
	 * @throws VersionConflictException if it has another version
	 * @see #save(String, Object)
	 */
	public Version save(String name, Object value, Version expected) {
		Objects.requireNonNull(value, "'value' must not be null");
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.save(name, null, value, expected);
	}

	/**
	 * Makes the new value of a document from its present one; the change is called with
	 * {@code null} if there is no document. A result that gives the same bytes is not
	 * written.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param change makes the new value
	 * @return the new value
	 * @throws X what the change throws; the document is then as it was
	 * @throws CorruptJsonException if the file cannot be read as this type
	 * @throws UnknownPropertyException if the type does not know a property of the file
	 * @throws NullDocumentException if the change returns {@code null}
	 * @throws DocumentTooLargeException if the old or the new document exceeds the size
	 * limit
	 */
	public <T, X extends Exception> T update(String name, Class<T> type, Change<@Nullable T, X> change) throws X {
		return this.store.update(name, this.store.codec().type(type), null, change).value();
	}

	/**
	 * Makes the new value of a document of a generic type from its present one.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param change makes the new value
	 * @return the new value
	 * @throws X what the change throws
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> T update(String name, TypeReference<T> type, Change<@Nullable T, X> change)
			throws X {
		return this.store.update(name, this.store.codec().type(type.getType()), null, change).value();
	}

	/**
	 * Makes the new value of a document from its present one, or from an initial value if
	 * there is no document.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param initial makes the value to start from, never {@code null}
	 * @param change makes the new value
	 * @return the new value
	 * @throws X what the change throws
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> T update(String name, Class<T> type, Supplier<? extends T> initial,
			Change<T, X> change) throws X {
		return this.store.update(name, this.store.codec().type(type), initial, null, change).value();
	}

	/**
	 * Makes the new value of a document of a generic type from its present one, or from
	 * an initial value if there is no document.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param initial makes the value to start from, never {@code null}
	 * @param change makes the new value
	 * @return the new value
	 * @throws X what the change throws
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> T update(String name, TypeReference<T> type, Supplier<? extends T> initial,
			Change<T, X> change) throws X {
		return this.store.update(name, this.store.codec().type(type.getType()), initial, null, change).value();
	}

	/**
	 * Makes the new value of a document, if it is at the expected version.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param expected the version it must have, {@link Version#ABSENT} if it must not
	 * exist
	 * @param change makes the new value
	 * @return the new value
	 * @throws X what the change throws
	 * @throws VersionConflictException if it has another version
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> T update(String name, Class<T> type, Version expected,
			Change<@Nullable T, X> change) throws X {
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.update(name, this.store.codec().type(type), expected, change).value();
	}

	/**
	 * Makes the new value of a document of a generic type, if it is at the expected
	 * version.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param expected the version it must have, {@link Version#ABSENT} if it must not
	 * exist
	 * @param change makes the new value
	 * @return the new value
	 * @throws X what the change throws
	 * @throws VersionConflictException if it has another version
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> T update(String name, TypeReference<T> type, Version expected,
			Change<@Nullable T, X> change) throws X {
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.update(name, this.store.codec().type(type.getType()), expected, change).value();
	}

	/**
	 * Makes the new value of a document and tells its version.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> Versioned<T> updateVersioned(String name, Class<T> type,
			Change<@Nullable T, X> change) throws X {
		return this.store.update(name, this.store.codec().type(type), null, change).versioned();
	}

	/**
	 * Makes the new value of a document of a generic type and tells its version.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> Versioned<T> updateVersioned(String name, TypeReference<T> type,
			Change<@Nullable T, X> change) throws X {
		return this.store.update(name, this.store.codec().type(type.getType()), null, change).versioned();
	}

	/**
	 * Makes the new value of a document, from an initial value if there is none, and
	 * tells its version.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param initial makes the value to start from, never {@code null}
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> Versioned<T> updateVersioned(String name, Class<T> type,
			Supplier<? extends T> initial, Change<T, X> change) throws X {
		return this.store.update(name, this.store.codec().type(type), initial, null, change).versioned();
	}

	/**
	 * Makes the new value of a document of a generic type, from an initial value if there
	 * is none, and tells its version.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param initial makes the value to start from, never {@code null}
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> Versioned<T> updateVersioned(String name, TypeReference<T> type,
			Supplier<? extends T> initial, Change<T, X> change) throws X {
		return this.store.update(name, this.store.codec().type(type.getType()), initial, null, change).versioned();
	}

	/**
	 * Makes the new value of a document, if it is at the expected version, and tells its
	 * new one.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param expected the version it must have, {@link Version#ABSENT} if it must not
	 * exist
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 * @throws VersionConflictException if it has another version
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> Versioned<T> updateVersioned(String name, Class<T> type, Version expected,
			Change<@Nullable T, X> change) throws X {
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.update(name, this.store.codec().type(type), expected, change).versioned();
	}

	/**
	 * Makes the new value of a document of a generic type, if it is at the expected
	 * version, and tells its new one.
	 * @param <T> the type of the document
	 * @param <X> what the change may throw
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param expected the version it must have, {@link Version#ABSENT} if it must not
	 * exist
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 * @throws VersionConflictException if it has another version
	 * @see #update(String, Class, Change)
	 */
	public <T, X extends Exception> Versioned<T> updateVersioned(String name, TypeReference<T> type, Version expected,
			Change<@Nullable T, X> change) throws X {
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.update(name, this.store.codec().type(type.getType()), expected, change).versioned();
	}

	/**
	 * Deletes a document, whatever its file holds.
	 * @param name the name of the document
	 * @return whether there was one
	 */
	public boolean delete(String name) {
		return this.store.delete(name, null);
	}

	/**
	 * Deletes a document if it is at the expected version.
	 * @param name the name of the document
	 * @param expected the version it must have
	 * @return whether there was one; {@code false} only where {@link Version#ABSENT} was
	 * expected
	 * @throws VersionConflictException if it has another version
	 */
	public boolean delete(String name, Version expected) {
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.delete(name, expected);
	}

	/**
	 * Returns which versions of a document are kept, also of one that was deleted. Which
	 * of them was damaged since is told by who reads it.
	 * @param name the name of the document
	 * @return the versions, the newest first; empty if none are kept
	 */
	public List<KeptVersion> versions(String name) {
		return this.store.versions(name);
	}

	/**
	 * Finds a version that a document had. Properties that the type does not know are
	 * skipped.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param version the version
	 * @param type the type of the document
	 * @return the value that it had, or empty if that version is not kept
	 * @throws DamagedVersionException if it is kept, and not what it was
	 * @throws CorruptJsonException if it cannot be read as this type
	 */
	public <T> Optional<T> findKept(String name, Version version, Class<T> type) {
		return this.findKeptAs(name, version, type);
	}

	/**
	 * Finds a version that a document of a generic type had.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param version the version
	 * @param type the type of the document
	 * @return the value that it had, or empty if that version is not kept
	 * @see #findKept(String, Version, Class)
	 */
	public <T> Optional<T> findKept(String name, Version version, TypeReference<T> type) {
		return this.findKeptAs(name, version, type.getType());
	}

	/**
	 * Makes a kept version the present one, whatever the document is now; also of a
	 * document that was deleted, which gets the permissions it had. A restored version is
	 * a version like any other: saved, kept and ordered like one.
	 * @param name the name of the document
	 * @param version the version that it is to have
	 * @return the same version
	 * @throws NoSuchVersionException if that version is not kept
	 * @throws DamagedVersionException if it is kept, and not what it was
	 */
	public Version restore(String name, Version version) {
		Objects.requireNonNull(version, "'version' must not be null");
		return this.store.restore(name, version, null);
	}

	/**
	 * Makes a kept version the present one, if the document is at the expected version.
	 * @param name the name of the document
	 * @param version the version that it is to have
	 * @param expected the version that it must have now, {@link Version#ABSENT} if it
	 * must not exist
	 * @return the same version
	 * @throws VersionConflictException if it has another version
	 * @see #restore(String, Version)
	 */
	public Version restore(String name, Version version, Version expected) {
		Objects.requireNonNull(version, "'version' must not be null");
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.restore(name, version, expected);
	}

	/**
	 * Removes all that is kept of a document, and was quarantined, but not the document
	 * itself: old versions hold old secrets.
	 * @param name the name of the document
	 * @return how many files were removed
	 */
	public int purgeVersions(String name) {
		return this.store.purge(name);
	}

	/**
	 * Returns whether there is a document of this name.
	 * @param name the name of the document
	 * @return whether the file exists
	 */
	public boolean exists(String name) {
		return this.store.exists(name);
	}

	/**
	 * Returns the names of all documents: of the visible {@code .json} files whose names
	 * keep the rules, at any depth. Linked directories are not entered.
	 * @return the names, sorted; empty if the directory does not exist
	 */
	public List<String> names() {
		return this.store.names("");
	}

	/**
	 * Returns the names of the documents that begin with a prefix.
	 * @param prefix the prefix, such as {@code orders/}
	 * @return the names, sorted
	 */
	public List<String> names(String prefix) {
		Objects.requireNonNull(prefix, "'prefix' must not be null");
		return this.store.names(prefix);
	}

	/**
	 * Returns a handle on one document.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param initial makes the value of a document that does not exist, never
	 * {@code null}
	 * @return the handle
	 */
	public <T> JsonDocument<T> document(String name, Class<T> type, Supplier<? extends T> initial) {
		return new JsonDocument<>(this.store, name, this.store.codec().type(type), initial);
	}

	/**
	 * Returns a handle on one document of a generic type.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @param initial makes the value of a document that does not exist, never
	 * {@code null}
	 * @return the handle
	 */
	public <T> JsonDocument<T> document(String name, TypeReference<T> type, Supplier<? extends T> initial) {
		return new JsonDocument<>(this.store, name, this.store.codec().type(type.getType()), initial);
	}

	private <T> Optional<Stored<T>> findAs(String name, Type type) {
		return Optional.ofNullable(this.store.find(name, this.store.codec().type(type)));
	}

	private <T> Optional<T> findKeptAs(String name, Version version, Type type) {
		Objects.requireNonNull(version, "'version' must not be null");
		return Optional.ofNullable(this.store.findKept(name, version, this.store.codec().type(type)));
	}

	@Override
	public String toString() {
		return "JsonFileRepository['%s']".formatted(directory());
	}

}
