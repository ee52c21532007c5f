package io.polystore.atomic.core;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.polystore.atomic.CheckedCallable;
import io.polystore.atomic.CheckedRunnable;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.OutputStreamCallback;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.WriterCallback;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.lock.LockHandles;
import io.polystore.atomic.write.AtomicFileOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files that are either complete or not written at all, and safe to share.
 * <p>
 * Every method is thread-safe. A write is <em>atomic</em>: readers see the old content or
 * the new one, whole. It is <em>durable</em>, by default, when the method returns. The
 * target keeps its permissions, a symbolic link is followed, and missing directories are
 * created unless the options say otherwise.
 * <p>
 * {@code write}, {@code writeText}, {@code writeString}, {@code openForWrite},
 * {@code createNew} and {@code delete} take no lock: between two of them the last one
 * wins, and one that runs beside an {@link #update} of the same file may undo it or be
 * undone. Use {@code update} wherever the new content depends on the old one.
 * <p>
 * Failures are unchecked and under {@link io.polystore.atomic.AtomicFileException}. What
 * a callback throws arrives unwrapped, but an {@link java.io.IOException} of its own,
 * which arrives as {@link java.io.UncheckedIOException}.
 *
 * @since 0.1
 */
public interface AtomicFileOperations {

	/**
	 * Reads a whole version of a file. Never waits for a lock.
	 * @param file the file
	 * @return its content
	 * @throws io.polystore.atomic.AtomicReadException if it cannot be read; the cause is
	 * a {@link java.nio.file.NoSuchFileException} if it does not exist
	 */
	byte[] read(Path file);

	/**
	 * Replaces or creates a file.
	 * @param file the file
	 * @param content its new content
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	default void write(Path file, byte[] content) {
		write(file, WriteOptions.inherit(), content);
	}

	/**
	 * Replaces or creates a file.
	 * @param file the file
	 * @param options how to write
	 * @param content its new content
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	void write(Path file, WriteOptions options, byte[] content);

	/**
	 * Replaces or creates a file with text in UTF-8.
	 * @param file the file
	 * @param text its new content
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	default void writeString(Path file, CharSequence text) {
		writeString(file, WriteOptions.inherit(), text);
	}

	/**
	 * Replaces or creates a file with text in UTF-8.
	 * @param file the file
	 * @param options how to write
	 * @param text its new content
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	default void writeString(Path file, WriteOptions options, CharSequence text) {
		writeString(file, options, text, StandardCharsets.UTF_8);
	}

	/**
	 * Replaces or creates a file with text.
	 * @param file the file
	 * @param text its new content
	 * @param charset the encoding; a character that it lacks is an
	 * {@link java.io.UncheckedIOException}, never a question mark
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	default void writeString(Path file, CharSequence text, Charset charset) {
		writeString(file, WriteOptions.inherit(), text, charset);
	}

	/**
	 * Replaces or creates a file with text.
	 * @param file the file
	 * @param options how to write
	 * @param text its new content
	 * @param charset the encoding; a character that it lacks is an
	 * {@link java.io.UncheckedIOException}, never a question mark
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	void writeString(Path file, WriteOptions options, CharSequence text, Charset charset);

	/**
	 * Replaces or creates a file with what the callback writes, in constant memory.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param callback writes the content
	 * @throws X what the callback throws; the file is as it was
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	default <X extends Exception> void write(Path file, OutputStreamCallback<X> callback) throws X {
		write(file, WriteOptions.inherit(), callback);
	}

	/**
	 * Replaces or creates a file with what the callback writes, in constant memory.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param options how to write
	 * @param callback writes the content
	 * @throws X what the callback throws; the file is as it was
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	<X extends Exception> void write(Path file, WriteOptions options, OutputStreamCallback<X> callback) throws X;

	/**
	 * Replaces or creates a file with the text that the callback writes, in UTF-8.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param callback writes the text
	 * @throws X what the callback throws; the file is as it was
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	default <X extends Exception> void writeText(Path file, WriterCallback<X> callback) throws X {
		writeText(file, WriteOptions.inherit(), callback);
	}

	/**
	 * Replaces or creates a file with the text that the callback writes, in UTF-8.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param options how to write
	 * @param callback writes the text
	 * @throws X what the callback throws; the file is as it was
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	default <X extends Exception> void writeText(Path file, WriteOptions options, WriterCallback<X> callback) throws X {
		writeText(file, options, StandardCharsets.UTF_8, callback);
	}

	/**
	 * Replaces or creates a file with the text that the callback writes.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param options how to write
	 * @param charset the encoding; a character that it lacks is an
	 * {@link java.io.UncheckedIOException}, never a question mark
	 * @param callback writes the text
	 * @throws X what the callback throws; the file is as it was
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	<X extends Exception> void writeText(Path file, WriteOptions options, Charset charset, WriterCallback<X> callback)
			throws X;

	/**
	 * Opens a stream whose content replaces the file on
	 * {@link AtomicFileOutputStream#commit()}.
	 * @param file the file
	 * @return the stream; closed without a commit it leaves the file as it was
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	default AtomicFileOutputStream openForWrite(Path file) {
		return openForWrite(file, WriteOptions.inherit());
	}

	/**
	 * Opens a stream whose content replaces the file on
	 * {@link AtomicFileOutputStream#commit()}.
	 * @param file the file
	 * @param options how to write
	 * @return the stream; closed without a commit it leaves the file as it was
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	AtomicFileOutputStream openForWrite(Path file, WriteOptions options);

	/**
	 * Creates a file that must not exist yet; of several callers exactly one succeeds.
	 * @param file the file
	 * @param content its content
	 * @throws io.polystore.atomic.TargetExistsException if it exists
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	default void createNew(Path file, byte[] content) {
		createNew(file, WriteOptions.inherit(), content);
	}

	/**
	 * Creates a file that must not exist yet; of several callers exactly one succeeds.
	 * @param file the file
	 * @param options how to write
	 * @param content its content
	 * @throws io.polystore.atomic.TargetExistsException if it exists
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	void createNew(Path file, WriteOptions options, byte[] content);

	/**
	 * Creates a file that must not exist yet with what the callback writes, in constant
	 * memory.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param callback writes the content
	 * @throws X what the callback throws; there is no file then
	 * @throws io.polystore.atomic.TargetExistsException if it exists
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	default <X extends Exception> void createNew(Path file, OutputStreamCallback<X> callback) throws X {
		createNew(file, WriteOptions.inherit(), callback);
	}

	/**
	 * Creates a file that must not exist yet with what the callback writes, in constant
	 * memory.
	 * @param <X> what the callback may throw
	 * @param file the file
	 * @param options how to write
	 * @param callback writes the content
	 * @throws X what the callback throws; there is no file then
	 * @throws io.polystore.atomic.TargetExistsException if it exists
	 * @throws io.polystore.atomic.AtomicWriteException if writing fails
	 */
	<X extends Exception> void createNew(Path file, WriteOptions options, OutputStreamCallback<X> callback) throws X;

	/**
	 * Deletes a file, durably.
	 * @param file the file; of a symbolic link, the file it leads to
	 * @return whether there was one
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	default boolean delete(Path file) {
		return delete(file, WriteOptions.inherit());
	}

	/**
	 * Deletes a file.
	 * @param file the file; of a symbolic link, the file it leads to
	 * @param options the durability
	 * @return whether there was one
	 * @throws io.polystore.atomic.AtomicWriteException if that fails
	 */
	boolean delete(Path file, WriteOptions options);

	/**
	 * Waits for a lock on exactly this file, which is created if it is missing and never
	 * deleted. It should hold nothing else.
	 * @param lockFile the lock file
	 * @return the lock, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if it stays busy
	 * @throws io.polystore.atomic.FileLockException if it cannot be locked
	 */
	default LockHandle lock(Path lockFile) {
		return lock(lockFile, LockOptions.inherit());
	}

	/**
	 * Waits for a lock on exactly this file.
	 * @param lockFile the lock file
	 * @param timeout how long to wait; zero tries once
	 * @return the lock, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if it stays busy
	 * @throws io.polystore.atomic.FileLockException if it cannot be locked
	 */
	default LockHandle lock(Path lockFile, Duration timeout) {
		return lock(lockFile, LockOptions.of(timeout));
	}

	/**
	 * Waits for a lock on exactly this file.
	 * @param lockFile the lock file
	 * @param options how to wait
	 * @return the lock, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if it stays busy
	 * @throws io.polystore.atomic.FileLockException if it cannot be locked
	 */
	LockHandle lock(Path lockFile, LockOptions options);

	/**
	 * Takes a lock on exactly this file if it is free now.
	 * @param lockFile the lock file
	 * @return the lock, to be closed, or empty if it is busy
	 * @throws io.polystore.atomic.FileLockException if it cannot be locked
	 */
	Optional<LockHandle> tryLock(Path lockFile);

	/**
	 * Waits for several locks: all or none, each on exactly the file that is named.
	 * <p>
	 * They are taken in one order everywhere, whatever the order of the arguments, so
	 * that two callers never wait for each other. That holds for what is locked by one
	 * call; a thread that holds a lock already may still close a circle.
	 * @param lockFiles the lock files; one that is named twice is locked once
	 * @return the locks, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if one of them stays busy; the
	 * time-out is for all together
	 * @throws io.polystore.atomic.FileLockException if one of them cannot be locked
	 */
	default LockHandles lockAll(Path... lockFiles) {
		return lockAll(LockOptions.inherit(), lockFiles);
	}

	/**
	 * Waits for several locks: all or none.
	 * @param options how to wait for all of them together
	 * @param lockFiles the lock files
	 * @return the locks, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if one of them stays busy
	 * @throws io.polystore.atomic.FileLockException if one of them cannot be locked
	 * @see #lockAll(Path...)
	 */
	LockHandles lockAll(LockOptions options, Path... lockFiles);

	/**
	 * Waits for the lock that {@link #update} of this file takes.
	 * @param file the file, not its lock file
	 * @return the lock, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if it stays busy
	 * @throws io.polystore.atomic.FileLockException if it cannot be locked
	 */
	default LockHandle lockFor(Path file) {
		return lockFor(file, LockOptions.inherit());
	}

	/**
	 * Waits for the lock that {@link #update} of this file takes.
	 * @param file the file, not its lock file
	 * @param timeout how long to wait; zero tries once
	 * @return the lock, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if it stays busy
	 * @throws io.polystore.atomic.FileLockException if it cannot be locked
	 */
	default LockHandle lockFor(Path file, Duration timeout) {
		return lockFor(file, LockOptions.of(timeout));
	}

	/**
	 * Waits for the lock that {@link #update} of this file takes.
	 * @param file the file, not its lock file
	 * @param options how to wait
	 * @return the lock, to be closed
	 * @throws io.polystore.atomic.FileLockTimeoutException if it stays busy
	 * @throws io.polystore.atomic.FileLockException if it cannot be locked
	 */
	LockHandle lockFor(Path file, LockOptions options);

	/**
	 * Does work under a lock.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param lockFile the lock file
	 * @param work the work
	 * @return its result
	 * @throws X what the work throws
	 * @throws io.polystore.atomic.FileLockException if the lock is not acquired
	 */
	default <T extends @Nullable Object, X extends Exception> T execute(Path lockFile, CheckedCallable<T, X> work)
			throws X {
		return execute(lockFile, LockOptions.inherit(), work);
	}

	/**
	 * Does work under a lock.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param lockFile the lock file
	 * @param options how to wait
	 * @param work the work
	 * @return its result
	 * @throws X what the work throws
	 * @throws io.polystore.atomic.FileLockException if the lock is not acquired
	 */
	@SuppressWarnings("try")
	default <T extends @Nullable Object, X extends Exception> T execute(Path lockFile, LockOptions options,
			CheckedCallable<T, X> work) throws X {
		try (LockHandle lock = lock(lockFile, options)) {
			return work.call();
		}
	}

	/**
	 * Does work under a lock.
	 * @param <X> what the work may throw
	 * @param lockFile the lock file
	 * @param work the work
	 * @throws X what the work throws
	 * @throws io.polystore.atomic.FileLockException if the lock is not acquired
	 */
	default <X extends Exception> void execute(Path lockFile, CheckedRunnable<X> work) throws X {
		execute(lockFile, LockOptions.inherit(), work);
	}

	/**
	 * Does work under a lock.
	 * @param <X> what the work may throw
	 * @param lockFile the lock file
	 * @param options how to wait
	 * @param work the work
	 * @throws X what the work throws
	 * @throws io.polystore.atomic.FileLockException if the lock is not acquired
	 */
	@SuppressWarnings("try")
	default <X extends Exception> void execute(Path lockFile, LockOptions options, CheckedRunnable<X> work) throws X {
		try (LockHandle lock = lock(lockFile, options)) {
			work.run();
		}
	}

	/**
	 * Makes the new content of a file from its present one: lock, read, change, replace,
	 * unlock. Updates that are asked for while one is being written share the next
	 * replace.
	 * @param <X> what the change may throw
	 * @param file the file
	 * @param change makes the new content
	 * @return the content after the change, or {@code null} if there is no file now
	 * @throws X what the change throws
	 * @throws io.polystore.atomic.FileLockException if the lock is not acquired
	 * @throws io.polystore.atomic.AtomicReadException if the file cannot be read
	 * @throws io.polystore.atomic.AtomicWriteException if it cannot be written, or what
	 * the change was based on could not
	 */
	default <X extends Exception> byte @Nullable [] update(Path file, ContentChange<X> change) throws X {
		return update(file, WriteOptions.inherit(), LockOptions.inherit(), change);
	}

	/**
	 * Makes the new content of a file from its present one.
	 * @param <X> what the change may throw
	 * @param file the file
	 * @param options how to write
	 * @param change makes the new content
	 * @return the content after the change, or {@code null} if there is no file now
	 * @throws X what the change throws
	 * @see #update(Path, ContentChange)
	 */
	default <X extends Exception> byte @Nullable [] update(Path file, WriteOptions options, ContentChange<X> change)
			throws X {
		return update(file, options, LockOptions.inherit(), change);
	}

	/**
	 * Makes the new content of a file from its present one.
	 * @param <X> what the change may throw
	 * @param file the file
	 * @param options how to wait
	 * @param change makes the new content
	 * @return the content after the change, or {@code null} if there is no file now
	 * @throws X what the change throws
	 * @see #update(Path, ContentChange)
	 */
	default <X extends Exception> byte @Nullable [] update(Path file, LockOptions options, ContentChange<X> change)
			throws X {
		return update(file, WriteOptions.inherit(), options, change);
	}

	/**
	 * Makes the new content of a file from its present one.
	 * @param <X> what the change may throw
	 * @param file the file
	 * @param writeOptions how to write; of several updates that share a replace the
	 * strongest durability wins
	 * @param lockOptions how to wait; counts until the change starts
	 * @param change makes the new content
	 * @return the content after the change, or {@code null} if there is no file now
	 * @throws X what the change throws
	 * @see #update(Path, ContentChange)
	 */
	<X extends Exception> byte @Nullable [] update(Path file, WriteOptions writeOptions, LockOptions lockOptions,
			ContentChange<X> change) throws X;

}
