package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * How a lock was at one moment.
 * <p>
 * Immutable and thread-safe. Meant to be looked at by people: while it is read, the lock
 * may have passed on.
 *
 * @param file the lock file, in a directory without symbolic links
 * @param held whether somebody held the lock: a thread of this JVM, another process, or a
 * program that is not ours
 * @param here whether that was a thread that uses this copy of the library
 * @param holder who held it, or {@code null} if nobody did or no word was left of it
 * @param waiters the threads of this JVM that waited for it, the longest wait first
 * @since 0.1
 */
public record LockStatus(Path file, boolean held, boolean here, @Nullable LockHolder holder, List<LockWaiter> waiters) {

	/**
	 * Creates a status.
	 * @param file the lock file
	 * @param held whether somebody held the lock
	 * @param here whether that was a thread that uses this copy of the library
	 * @param holder who held it, if that is known
	 * @param waiters the threads that waited for it
	 */
	public LockStatus {
		waiters = List.copyOf(waiters);
	}

	/**
	 * Returns the locks that this JVM holds or waits for now, as far as this copy of the
	 * library knows. Holds nobody up.
	 * @return the locks, in no particular order
	 */
	public static List<LockStatus> inUse() {
		return JvmLock.inUse().map(JvmLock::status).filter(LockStatus::held).toList();
	}

	/**
	 * Finds out whether any process holds a lock, and which one. A missing lock file is
	 * not created. A free lock is taken for some microseconds, in which an attempt of
	 * somebody else who would not wait finds it busy.
	 * @param lockFile the lock file; its directory exists
	 * @param provider the kind of lock
	 * @return the status
	 * @throws FileLockException if the lock file cannot be locked
	 */
	public static LockStatus of(Path lockFile, FileLockProvider provider) {
		JvmLock lock = JvmLock.enter(JvmLock.canonical(lockFile), provider);
		try {
			return lock.examine();
		}
		finally {
			lock.leave();
		}
	}

}
