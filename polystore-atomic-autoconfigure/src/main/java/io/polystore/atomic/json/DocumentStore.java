package io.polystore.atomic.json;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.polystore.atomic.ContentChange;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.lock.LockHandle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * Finds, saves, updates and deletes the documents of one directory.
 */
final class DocumentStore {

	private final AtomicFileOperations files;

	private final JsonCodec codec;

	private final Recovery recovery;

	private final DocumentDirectory directory;

	private final WriteOptions writeOptions;

	private final LockOptions lockOptions;

	DocumentStore(AtomicFileOperations files, JsonCodec codec, Recovery recovery, DocumentDirectory directory,
			WriteOptions writeOptions, LockOptions lockOptions) {
		this.files = files;
		this.codec = codec;
		this.recovery = recovery;
		this.directory = directory;
		this.writeOptions = writeOptions.withConfinement(directory.path());
		this.lockOptions = lockOptions;
	}

	DocumentStore in(Path path) {
		DocumentDirectory other = new DocumentDirectory(this.directory.path().resolve(path));
		return new DocumentStore(this.files, this.codec, this.recovery, other, this.writeOptions, this.lockOptions);
	}

	DocumentStore with(WriteOptions options) {
		return new DocumentStore(this.files, this.codec, this.recovery, this.directory,
				options.orElse(this.writeOptions), this.lockOptions);
	}

	DocumentStore with(LockOptions options) {
		return new DocumentStore(this.files, this.codec, this.recovery, this.directory, this.writeOptions,
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
		DocumentFile document = this.directory.locate(name);
		byte[] content = read(name, document);
		try {
			return stored(document, content, type);
		}
		catch (JsonFileException ex) {
			if (!isRestored(name, document.path(), content, ex)) {
				throw ex;
			}
			DocumentFile restored = this.directory.locate(name);
			return stored(restored, read(name, restored), type);
		}
	}

	private byte @Nullable [] read(String name, DocumentFile document) {
		byte[] content = DocumentContent.read(document, this.codec.limit());
		this.directory.recheck(name);
		return content;
	}

	private <T> @Nullable Stored<T> stored(DocumentFile document, byte @Nullable [] content, JavaType type) {
		return (content != null) ? new Stored<>(this.codec.read(document.path(), content, type), content) : null;
	}

	private boolean isRestored(String name, Path file, byte @Nullable [] seen, JsonFileException failure) {
		return this.recovery.isRestored(name, file, seen, failure, (change) -> update(name, file, change));
	}

	/**
	 * Applies a change, and once more if what it could not begin with has been restored.
	 */
	private <X extends Exception> void change(String name, Path file, DocumentChange<X> change) throws X {
		try {
			update(name, file, change);
		}
		catch (JsonFileException ex) {
			if (!isRestored(name, file, change.refused(), ex)) {
				throw ex;
			}
			update(name, file, change);
		}
	}

	private <X extends Exception> void update(String name, Path file, ContentChange<X> change) throws X {
		this.files.<X>update(file, this.writeOptions, this.lockOptions, (content) -> {
			this.directory.recheck(name);
			return change.apply(content);
		});
	}

	Version save(String name, @Nullable JavaType type, Object value, @Nullable Version expected) {
		DocumentFile document = this.directory.locate(name);
		DocumentContent.exists(document);
		Path file = document.path();
		byte[] bytes = this.codec.write(file, type, value);
		change(name, file, new DocumentReplacement(file, expected, (content) -> {
			this.recovery.beforeReplace(file, content);
			return bytes;
		}));
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
		change(name, file, update);
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
		change(name, file, new DocumentReplacement(file, expected, (content) -> {
			found.set(content != null);
			return null;
		}));
		return found.get();
	}

	List<KeptVersion> versions(String name) {
		List<KeptVersion> versions = kept(this.directory.locate(name)).list();
		this.directory.recheck(name);
		return versions;
	}

	<T> @Nullable T findKept(String name, Version version, JavaType type) {
		DocumentFile document = this.directory.locate(name);
		byte[] content = kept(document).find(version);
		this.directory.recheck(name);
		return (content != null) ? this.codec.read(document.path(), content, type) : null;
	}

	private KeptDocuments kept(DocumentFile document) {
		return new KeptDocuments(document.path(), this.codec);
	}

	/**
	 * What a version was does not change, so that it can be read before the document is
	 * locked.
	 */
	Version restore(String name, Version version, @Nullable Version expected) {
		DocumentFile document = this.directory.locate(name);
		boolean exists = DocumentContent.exists(document);
		byte[] bytes = kept(document).get(version);
		Set<PosixFilePermission> permissions = exists ? null : kept(document).permissions(version);
		this.directory.recheck(name);
		DocumentStore store = (permissions != null && this.writeOptions.permissions() == null)
				? with(WriteOptions.inherit().withPermissions(permissions)) : this;
		store.change(name, document.path(), new DocumentReplacement(document.path(), expected, (content) -> {
			this.recovery.beforeReplace(document.path(), content);
			return Arrays.equals(bytes, content) ? content : bytes;
		}));
		return version;
	}

	@SuppressWarnings("try")
	int purge(String name) {
		DocumentFile document = this.directory.locate(name);
		if (!kept(document).isAnythingKept()) {
			return 0;
		}
		try (LockHandle lock = this.files.lockFor(document.path(), this.lockOptions)) {
			this.directory.recheck(name);
			return kept(document).purge();
		}
	}

	boolean exists(String name) {
		return Files.isRegularFile(this.directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
	}

	List<String> names(String prefix) {
		return this.directory.names(prefix);
	}

}
