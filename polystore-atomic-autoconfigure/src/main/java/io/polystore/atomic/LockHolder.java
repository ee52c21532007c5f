package io.polystore.atomic;

import java.io.Serializable;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock.
 * <p>
 * Meant for people: in containers neither a pid nor a host name identifies a process.
 *
 * @param pid the process id, as the holder itself sees it
 * @param processStart when the process started, if it could tell
 * @param host the name of its host
 * @param application the name of the application
 * @param thread the name of the thread that took the lock
 * @param since when the lock was taken
 * @since 0.1
 */
public record LockHolder(long pid, @Nullable Instant processStart, String host, String application, String thread,
		Instant since) implements Serializable {

	@Override
	public String toString() {
		return "application '%s', thread '%s', pid %d (started %s) on host '%s' since %s".formatted(this.application,
				this.thread, this.pid, (this.processStart != null) ? this.processStart : "at an unknown time",
				this.host, this.since);
	}

}
