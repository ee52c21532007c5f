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
	 * Returns whether the locks exclude processes of other hosts, too, for which they lie
	 * outside of the file system.
	 * @return {@code false} by default
	 */
	default boolean excludesOtherHosts() {
		return false;
	}

}
