package io.polystore.atomic.json;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * Finds, saves, updates and deletes the documents of one directory.
 */
final class DocumentStore {

	private final AtomicFileOperations files;

	private final JsonCodec codec;

	private final DocumentDirectory directory;

	private final WriteOptions writeOptions;

	private final LockOptions lockOptions;

	DocumentStore(AtomicFileOperations files, JsonCodec codec, DocumentDirectory directory, WriteOptions writeOptions,
			LockOptions lockOptions) {
		this.files = files;
		this.codec = codec;
		this.directory = directory;
		this.writeOptions = writeOptions.withConfinement(directory.path());
		this.lockOptions = lockOptions;
	}

	DocumentStore in(Path path) {
		DocumentDirectory other = new DocumentDirectory(this.directory.path().resolve(path));
		return new DocumentStore(this.files, this.codec, other, this.writeOptions, this.lockOptions);
	}

	DocumentStore with(WriteOptions options) {
		return new DocumentStore(this.files, this.codec, this.directory, options.orElse(this.writeOptions),
				this.lockOptions);
	}

	DocumentStore with(LockOptions options) {
		return new DocumentStore(this.files, this.codec, this.directory, this.writeOptions,
				options.orElse(this.lockOptions));
	}

	Path directory() {
		return this.directory.path();
	}

	JsonCodec codec() {
		return this.codec;
	}

	void checkName(String name) {
		this.directory.check(name);
	}

	<T> T initialValue(String name, Supplier<? extends T> initial) {
		return InitialValue.of(this.directory.resolve(name), initial);
	}

	<T> @Nullable Stored<T> find(String name, JavaType type) {
		DocumentFile file = this.directory.locate(name);
		byte[] content = DocumentContent.read(file, this.codec.limit());
		this.directory.recheck(name);
		return (content != null) ? new Stored<>(this.codec.read(file.path(), content, type), content) : null;
	}

	Version save(String name, @Nullable JavaType type, Object value, @Nullable Version expected) {
		DocumentFile document = this.directory.locate(name);
		DocumentContent.exists(document);
		Path file = document.path();
		byte[] bytes = this.codec.write(file, type, value);
		this.files.update(file, this.writeOptions, this.lockOptions, (content) -> {
			this.directory.recheck(name);
			Expectation.check(file, expected, content);
			return bytes;
		});
		return Version.of(bytes);
	}

	@SuppressWarnings("NullAway") // does not look into Change<@Nullable T, X>
	<T, X extends Exception> Stored<T> update(String name, JavaType type, @Nullable Version expected,
			Change<@Nullable T, X> change) throws X {
		Objects.requireNonNull(change, "'change' must not be null");
		return run(name, type, null, expected, change::apply);
	}

	<T, X extends Exception> Stored<T> update(String name, JavaType type, Supplier<? extends T> initial,
			@Nullable Version expected, Change<T, X> change) throws X {
		Objects.requireNonNull(initial, "'initial' must not be null");
		Objects.requireNonNull(change, "'change' must not be null");
		return run(name, type, initial, expected, (current) -> change.apply(Objects.requireNonNull(current)));
	}

	private <T, X extends Exception> Stored<T> run(String name, JavaType type, @Nullable Supplier<? extends T> initial,
			@Nullable Version expected, DocumentUpdate.NullableChange<T, X> change) throws X {
		DocumentFile document = this.directory.locate(name);
		DocumentContent.check(document, this.codec.limit());
		Path file = document.path();
		DocumentUpdate<T, X> update = new DocumentUpdate<>(this.codec, file, type, initial, expected, change);
		this.files.update(file, this.writeOptions, this.lockOptions, (content) -> {
			this.directory.recheck(name);
			return update.apply(content);
		});
		return update.result();
	}

	boolean delete(String name, @Nullable Version expected) {
		DocumentFile document = this.directory.locate(name);
		Path file = document.path();
		if (!DocumentContent.exists(document) && !Files.isDirectory(file.resolveSibling("."))) {
			// a directory must not come into being for the sake of its lock
			Expectation.check(file, expected, null);
			return false;
		}
		AtomicBoolean found = new AtomicBoolean();
		this.files.update(file, this.writeOptions, this.lockOptions, (content) -> {
			this.directory.recheck(name);
			Expectation.check(file, expected, content);
			found.set(content != null);
			return null;
		});
		return found.get();
	}

	boolean exists(String name) {
		return Files.isRegularFile(this.directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
	}

	List<String> names(String prefix) {
		return this.directory.names(prefix);
	}

}
