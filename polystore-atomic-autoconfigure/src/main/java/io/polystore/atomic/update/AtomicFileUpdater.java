package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.lock.RealDirectories;
import io.polystore.atomic.write.Confinement;
import io.polystore.atomic.write.Directories;
import io.polystore.atomic.write.SymbolicLinks;
import org.jspecify.annotations.Nullable;

/**
 * Makes the new content of files from their present one.
 * <p>
 * Thread-safe. All updaters of this JVM share one pipeline per lock file. The options
 * that it is given must be complete.
 *
 * @since 0.1
 */
public final class AtomicFileUpdater {

	private final UpdateSettings settings;

	/**
	 * Creates an updater.
	 * @param settings what is the same for all its updates
	 */
	public AtomicFileUpdater(UpdateSettings settings) {
		this.settings = settings;
	}

	/**
	 * Locks, reads, changes, replaces, unlocks.
	 * @param <X> what the change may throw
	 * @param file the file
	 * @param writeOptions how to write
	 * @param lockOptions how to wait
	 * @param change makes the new content
	 * @return the content after the change, or {@code null} if there is no file now
	 * @throws X what the change throws
	 */
	public <X extends Exception> byte @Nullable [] update(Path file, WriteOptions writeOptions, LockOptions lockOptions,
			ContentChange<X> change) throws X {
		long start = System.nanoTime();
		Ticket ticket = new Ticket(this.settings, writeOptions, lockOptions);
		this.settings.listener().updateStarted(file);
		try {
			Path target = target(file, writeOptions);
			JvmLock lock = JvmLock.enter(canonicalLockFile(target), this.settings.provider());
			try {
				return Pipelines.update(target, lock, ticket, change);
			}
			finally {
				lock.leave();
			}
		}
		finally {
			this.settings.listener().updated(file, ticket.outcome(), Duration.ofNanos(System.nanoTime() - start));
		}
	}

	/**
	 * In a directory for all locks the name of the file decides which lock it has, in all
	 * processes: there it must be the real one at this moment.
	 */
	private Path realDirectory(Path directory, boolean exists) throws IOException {
		boolean remembered = exists && this.settings.lockDirectory() == null;
		return remembered ? RealDirectories.of(directory) : directory.toRealPath();
	}

	/**
	 * Beside the file it needs no look-up, since the target's directory has none either.
	 */
	private Path canonicalLockFile(Path target) {
		Path lockDirectory = this.settings.lockDirectory();
		Path lockFile = LockFiles.lockFile(target, lockDirectory);
		return (lockDirectory != null) ? JvmLock.canonical(lockFile) : lockFile;
	}

	/**
	 * Returns the lock file of a file, whose directory exists afterwards.
	 * @param file the file
	 * @param createDirectories whether to create what is missing
	 * @return the lock file that {@link #update} of this file locks
	 * @throws AtomicWriteException if the directory is missing or cannot be created
	 */
	public Path lockFile(Path file, boolean createDirectories) {
		WriteOptions options = WriteOptions.inherit().withCreateDirectories(createDirectories);
		try {
			Path target = place(Confinement.target(file, options), options);
			return LockFiles.lockFile(target, this.settings.lockDirectory());
		}
		catch (IOException ex) {
			throw noPlace(file, ex);
		}
	}

	/**
	 * The file itself. A pipe or a device is refused before anybody waits for it.
	 */
	private Path target(Path file, WriteOptions options) {
		try {
			SymbolicLinks.End end = Confinement.target(file, options);
			end.requireFileOrDirectory();
			return place(end, options);
		}
		catch (IOException ex) {
			throw noPlace(file, ex);
		}
	}

	/**
	 * One name whatever links lead to it, in a directory that exists.
	 */
	private Path place(SymbolicLinks.End end, WriteOptions options) throws IOException {
		boolean createDirectories = options.createDirectories();
		Path parent = end.path().getParent();
		if (parent == null || end.path().getFileName().toString().isEmpty()) {
			throw new IOException("the path names no file");
		}
		if (createDirectories) {
			Directories.create(parent, end.exists());
			if (this.settings.lockDirectory() != null) {
				Directories.create(this.settings.lockDirectory());
			}
		}
		return realDirectory(parent, createDirectories).resolve(end.path().getFileName());
	}

	private static AtomicWriteException noPlace(Path file, IOException cause) {
		return new AtomicWriteException(file, Outcome.NOT_COMMITTED,
				"File '%s' was not changed: its place cannot be found or created: %s".formatted(file, cause), cause);
	}

}
