package io.polystore.atomic.json;

import java.util.Objects;
import java.util.function.Supplier;

import tools.jackson.databind.JavaType;

/**
 * One document with its type and its initial value: a handle to keep or to inject.
 * <p>
 * Thread-safe, and nothing is cached: every call reads or writes the file, under the
 * contract of {@link JsonFileRepository}.
 *
 * <pre>{@code
 * JsonDocument<Settings> settings = documents.document("settings", Settings.class, Settings::new);
 * settings.update((current) -> current.withLimit(5));
 * }</pre>
 *
 * @param <T> the type of the document
 * @since 0.1
 */
public final class JsonDocument<T> {

	private final DocumentStore store;

	private final String name;

	private final JavaType type;

	private final Supplier<? extends T> initial;

	JsonDocument(DocumentStore store, String name, JavaType type, Supplier<? extends T> initial) {
		store.checkName(name);
		this.store = store;
		this.name = name;
		this.type = type;
		this.initial = Objects.requireNonNull(initial, "'initial' must not be null");
	}

	/**
	 * Returns the name of the document.
	 * @return the name in its repository
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the present value. Never waits for a lock.
	 * @return the value, or a new initial value, which is not written, if there is no
	 * document
	 * @throws CorruptJsonException if the file cannot be read as this type
	 */
	public T get() {
		Stored<T> found = this.store.find(this.name, this.type);
		return (found != null) ? found.value() : this.store.initialValue(this.name, this.initial);
	}

	/**
	 * Returns the present value with its version. Never waits for a lock.
	 * @return the value, or a new initial value with {@link Version#ABSENT}
	 * @throws CorruptJsonException if the file cannot be read as this type
	 */
	public Versioned<T> getVersioned() {
		Stored<T> found = this.store.find(this.name, this.type);
		return (found != null) ? found.versioned()
				: new Versioned<>(this.store.initialValue(this.name, this.initial), Version.ABSENT);
	}

	/**
	 * Creates or replaces the document, whatever it holds.
	 * @param value the new value
	 * @return the new version
	 */
	public Version set(T value) {
		Objects.requireNonNull(value, "'value' must not be null");
		return this.store.save(this.name, this.type, value, null);
	}

	/**
	 * Creates or replaces the document if it is at the expected version.
	 * @param value the new value
	 * @param expected the version it must have, {@link Version#ABSENT} if it must not
	 * exist
	 * @return the new version
	 * @throws VersionConflictException if it has another version
	 */
	public Version set(T value, Version expected) {
		Objects.requireNonNull(value, "'value' must not be null");
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.save(this.name, this.type, value, expected);
	}

	/**
	 * Changes the document; the change of a missing one starts from the initial value.
	 * @param <X> what the change may throw
	 * @param change makes the new value
	 * @return the new value
	 * @throws X what the change throws
	 */
	public <X extends Exception> T update(Change<T, X> change) throws X {
		return this.store.update(this.name, this.type, this.initial, null, change).value();
	}

	/**
	 * Changes the document and tells its new version.
	 * @param <X> what the change may throw
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 */
	public <X extends Exception> Versioned<T> updateVersioned(Change<T, X> change) throws X {
		return this.store.update(this.name, this.type, this.initial, null, change).versioned();
	}

	/**
	 * Changes the document if it is at the expected version.
	 * @param <X> what the change may throw
	 * @param expected the version it must have, {@link Version#ABSENT} if it must not
	 * exist
	 * @param change makes the new value
	 * @return the new value with its version
	 * @throws X what the change throws
	 * @throws VersionConflictException if it has another version
	 */
	public <X extends Exception> Versioned<T> updateVersioned(Version expected, Change<T, X> change) throws X {
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.update(this.name, this.type, this.initial, expected, change).versioned();
	}

	/**
	 * Deletes the document; its next value is the initial one.
	 * @return whether there was one
	 */
	public boolean delete() {
		return this.store.delete(this.name, null);
	}

	/**
	 * Deletes the document if it is at the expected version.
	 * @param expected the version it must have
	 * @return whether there was one; {@code false} only where {@link Version#ABSENT} was
	 * expected
	 * @throws VersionConflictException if it has another version
	 */
	public boolean delete(Version expected) {
		Objects.requireNonNull(expected, "'expected' must not be null");
		return this.store.delete(this.name, expected);
	}

	/**
	 * Returns whether there is a document.
	 * @return whether the file exists
	 */
	public boolean exists() {
		return this.store.exists(this.name);
	}

	@Override
	public String toString() {
		return "JsonDocument['%s' in '%s']".formatted(this.name, this.store.directory());
	}

}
