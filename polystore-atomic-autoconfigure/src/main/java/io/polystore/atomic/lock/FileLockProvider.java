package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A kind of lock that excludes other processes.
 * <p>
 * The threads of this JVM are excluded by a registry in front of it: no lock file is open
 * twice at the same time. Providers that are equal provide the same locks: threads that
 * ask for a lock by equal ones stand in one queue.
 *
 * @since 0.1
 */
public interface FileLockProvider {

	/**
	 * Opens a lock file, creating it if it is missing, without waiting and without taking
	 * the lock.
	 * @param lockFile the lock file; its directory exists
	 * @return the lock, to be closed
	 * @throws IOException if the file cannot be opened
	 */
	ProcessLock open(Path lockFile) throws IOException;

	/**
	 * Returns whether the operating system locks the lock file itself, so that it can
	 * tell of the lock, and frees it when the process ends.
	 * @return {@code true} by default; {@code false} for a lock that lies elsewhere
	 */
	default boolean locksFile() {
		return true;
	}

}
