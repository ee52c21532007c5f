package io.polystore.atomic.core;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.OutputStreamCallback;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.WriterCallback;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.FileLocks;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.lock.LockHandles;
import io.polystore.atomic.lock.LockStatus;
import io.polystore.atomic.update.AtomicFileUpdater;
import io.polystore.atomic.update.UpdateSettings;
import io.polystore.atomic.write.AtomicFileOutputStream;
import io.polystore.atomic.write.AtomicFileWriter;
import io.polystore.atomic.write.Directories;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The central class of this library: atomic, durable, shareable files.
 * <p>
 * Thread-safe; one instance serves an application. All instances of a JVM share its locks
 * and pipelines. An interrupt of the calling thread ends a wait for a lock with a
 * {@link io.polystore.atomic.FileLockInterruptedException}; it never breaks a write, and
 * the flag is kept.
 *
 * <pre>{@code
 * AtomicFileTemplate files = AtomicFileTemplate.builder().lockTimeout(Duration.ofSeconds(5)).build();
 * files.writeString(Path.of("motd.txt"), "Hello");
 * }</pre>
 *
 * @since 0.1
 */
public class AtomicFileTemplate implements AtomicFileOperations, AutoCloseable {

	/**
	 * How long {@link #close()} waits for the operations under way: one minute.
	 */
	public static final Duration CLOSE_TIMEOUT = Duration.ofMinutes(1);

	private static final Log logger = LogFactory.getLog(AtomicFileTemplate.class);

	private final WriteOptions writeOptions;

	private final LockOptions lockOptions;

	private final UpdateSettings settings;

	private final AtomicFileWriter writer;

	private final FileLocks locks;

	private final AtomicFileUpdater updater;

	private final InFlight inFlight = new InFlight();

	AtomicFileTemplate(WriteOptions writeOptions, LockOptions lockOptions, UpdateSettings settings) {
		this.writeOptions = writeOptions;
		this.lockOptions = lockOptions;
		this.settings = settings;
		this.writer = settings.writer();
		this.locks = new FileLocks(settings.provider(), settings.application(), settings.listener());
		this.updater = new AtomicFileUpdater(settings);
	}

	/**
	 * Returns a builder in which everything has its default.
	 * @return a new builder
	 */
	public static AtomicFileTemplateBuilder builder() {
		return new AtomicFileTemplateBuilder();
	}

	/**
	 * Returns how this template writes where an operation does not say otherwise.
	 * @return the options, complete
	 */
	public WriteOptions writeOptions() {
		return this.writeOptions;
	}

	/**
	 * Returns how this template waits for locks where an operation does not say
	 * otherwise.
	 * @return the options, complete
	 */
	public LockOptions lockOptions() {
		return this.lockOptions;
	}

	/**
	 * Returns the directory of the lock files of updates.
	 * @return the directory, or {@code null} if each lock file lies beside its file
	 */
	public @Nullable Path lockDirectory() {
		return this.settings.lockDirectory();
	}

	/**
	 * Returns the kind of lock that excludes other processes.
	 * @return the provider
	 */
	public FileLockProvider lockProvider() {
		return this.locks.provider();
	}

	/**
	 * Returns whether {@link io.polystore.atomic.Durability#FULL} is accepted on file
	 * systems whose directories cannot be forced.
	 * @return whether it is
	 */
	public boolean allowsMissingDirectoryForce() {
		return this.writer.settings().allowMissingDirectoryForce();
	}

	/**
	 * Returns a template with the settings of this one that tells no listener what it
	 * does: for checks that are not to be counted.
	 * @return another template
	 */
	public AtomicFileTemplate unobserved() {
		return new AtomicFileTemplate(this.writeOptions, this.lockOptions, this.settings.unobserved());
	}

	/**
	 * Finds out who holds a lock, whichever process it is. A free lock is taken for some
	 * microseconds, in which an attempt of somebody else who would not wait finds it
	 * busy. Nothing is created.
	 * @param lockFile the lock file that {@link #lock} takes
	 * @return the status of the lock
	 * @throws FileLockException if its directory is missing, or it cannot be locked
	 */
	public LockStatus lockStatus(Path lockFile) {
		requirePath(lockFile);
		return LockStatus.of(lockFile, this.locks.provider());
	}

	/**
	 * Finds out who holds the lock of a file's updates, as {@link #lockStatus} does.
	 * @param file the file that {@link #update} and {@link #lockFor} lock
	 * @return the status of its lock
	 * @throws FileLockException if its directory is missing, or it cannot be locked
	 */
	public LockStatus lockStatusFor(Path file) {
		requirePath(file);
		return lockStatus(lockFile(file, false));
	}

	@Override
	public byte[] read(Path file) {
		requirePath(file);
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new AtomicReadException(file, "File '%s' cannot be read: %s".formatted(file, ex), ex);
		}
	}

	@Override
	public void write(Path file, WriteOptions options, byte[] content) {
		requirePath(file);
		Objects.requireNonNull(content, "'content' must not be null");
		this.inFlight.enter();
		try {
			this.writer.replace(file, complete(options), content);
		}
		finally {
			this.inFlight.exit();
		}
	}

	@Override
	public void writeString(Path file, WriteOptions options, CharSequence text, Charset charset) {
		Objects.requireNonNull(text, "'text' must not be null");
		requireCharset(charset);
		write(file, options, StrictText.encode(text, charset));
	}

	@Override
	public <X extends Exception> void write(Path file, WriteOptions options, OutputStreamCallback<X> callback)
			throws X {
		requirePath(file);
		requireCallback(callback);
		this.inFlight.enter();
		try {
			this.writer.replace(file, complete(options), callback);
		}
		finally {
			this.inFlight.exit();
		}
	}

	@Override
	public <X extends Exception> void writeText(Path file, WriteOptions options, Charset charset,
			WriterCallback<X> callback) throws X {
		requireCallback(callback);
		requireCharset(charset);
		this.<X>write(file, options, (out) -> {
			StrictWriter text = StrictText.writer(out, charset);
			callback.writeTo(text);
			text.finish();
		});
	}

	@Override
	public AtomicFileOutputStream openForWrite(Path file, WriteOptions options) {
		requirePath(file);
		this.inFlight.enter();
		try {
			return this.writer.open(file, complete(options));
		}
		finally {
			this.inFlight.exit();
		}
	}

	@Override
	public void createNew(Path file, WriteOptions options, byte[] content) {
		requirePath(file);
		Objects.requireNonNull(content, "'content' must not be null");
		this.inFlight.enter();
		try {
			this.writer.create(file, complete(options), content);
		}
		finally {
			this.inFlight.exit();
		}
	}

	@Override
	public <X extends Exception> void createNew(Path file, WriteOptions options, OutputStreamCallback<X> callback)
			throws X {
		requirePath(file);
		requireCallback(callback);
		this.inFlight.enter();
		try {
			this.writer.create(file, complete(options), callback);
		}
		finally {
			this.inFlight.exit();
		}
	}

	@Override
	public boolean delete(Path file, WriteOptions options) {
		requirePath(file);
		this.inFlight.enter();
		try {
			return this.writer.delete(file, complete(options));
		}
		finally {
			this.inFlight.exit();
		}
	}

	@Override
	public LockHandle lock(Path lockFile, LockOptions options) {
		requirePath(lockFile);
		LockOptions complete = complete(options);
		return inDirectoryOf(List.of(lockFile), () -> this.locks.lock(lockFile, complete));
	}

	@Override
	public Optional<LockHandle> tryLock(Path lockFile) {
		requirePath(lockFile);
		return inDirectoryOf(List.of(lockFile), () -> this.locks.tryLock(lockFile));
	}

	@Override
	public LockHandles lockAll(LockOptions options, Path... lockFiles) {
		Objects.requireNonNull(lockFiles, "'lockFiles' must not be null");
		for (Path lockFile : lockFiles) {
			requirePath(lockFile);
		}
		List<Path> all = List.of(lockFiles);
		LockOptions complete = complete(options);
		return inDirectoryOf(all, () -> this.locks.lockAll(all, complete));
	}

	@Override
	public LockHandle lockFor(Path file, LockOptions options) {
		requirePath(file);
		this.inFlight.requireOpen();
		return this.locks.lock(lockFile(file, this.writeOptions.createDirectories()), complete(options));
	}

	@Override
	public <X extends Exception> byte @Nullable [] update(Path file, WriteOptions writeOptions, LockOptions lockOptions,
			ContentChange<X> change) throws X {
		requirePath(file);
		Objects.requireNonNull(change, "'change' must not be null");
		this.inFlight.enter();
		try {
			return this.updater.update(file, complete(writeOptions), complete(lockOptions), change);
		}
		finally {
			this.inFlight.exit();
		}
	}

	/**
	 * Refuses further operations, but reading, and waits, for {@link #CLOSE_TIMEOUT} at
	 * most, for the writes and updates under way. Locks that are held and streams that
	 * are open stay usable. Must not be called from inside a callback.
	 */
	@Override
	public void close() {
		if (!this.inFlight.close(CLOSE_TIMEOUT)) {
			logger.warn("Closed while operations on files were under way; they go on by themselves");
		}
	}

	private Path lockFile(Path file, boolean createDirectories) {
		try {
			return this.updater.lockFile(file, createDirectories);
		}
		catch (AtomicWriteException ex) {
			throw new FileLockException(file,
					"The lock of file '%s' cannot be reached: its directory is missing ".formatted(file)
							+ "or cannot be created",
					ex.getCause());
		}
	}

	/**
	 * Most often the directory is there, and to look for it first would only cost time.
	 */
	private <T> T inDirectoryOf(List<Path> lockFiles, Supplier<T> locking) {
		this.inFlight.requireOpen();
		try {
			return locking.get();
		}
		catch (FileLockException ex) {
			if (!(ex.getCause() instanceof NoSuchFileException) || !this.writeOptions.createDirectories()) {
				throw ex;
			}
		}
		lockFiles.forEach(AtomicFileTemplate::createDirectory);
		return locking.get();
	}

	private static void createDirectory(Path lockFile) {
		Path parent = lockFile.toAbsolutePath().getParent();
		if (parent != null) {
			try {
				Directories.create(parent);
			}
			catch (IOException ex) {
				throw new FileLockException(lockFile,
						"The directory of lock file '%s' cannot be created: %s".formatted(lockFile, ex), ex);
			}
		}
	}

	private static void requirePath(Path file) {
		Objects.requireNonNull(file, "'file' must not be null");
	}

	private static void requireCallback(Object callback) {
		Objects.requireNonNull(callback, "'callback' must not be null");
	}

	private static void requireCharset(Charset charset) {
		Objects.requireNonNull(charset, "'charset' must not be null");
	}

	private WriteOptions complete(WriteOptions options) {
		Objects.requireNonNull(options, "'options' must not be null");
		return options.orElse(this.writeOptions);
	}

	private LockOptions complete(LockOptions options) {
		Objects.requireNonNull(options, "'options' must not be null");
		return options.orElse(this.lockOptions);
	}

}
