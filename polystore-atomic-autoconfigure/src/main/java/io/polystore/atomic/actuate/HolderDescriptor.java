package io.polystore.atomic.actuate;

import java.time.Instant;

import io.polystore.atomic.LockHolder;

/**
 * Who holds a lock, as {@link AtomicFilesEndpoint} shows it.
 *
 * @param thread the name of the thread that took it
 * @param since when it was taken
 * @param application the name of the application
 * @param pid the process id, as the holder itself sees it
 * @param host the name of its host
 * @since 0.1
 */
public record HolderDescriptor(String thread, Instant since, String application, long pid, String host) {

	static HolderDescriptor of(LockHolder holder) {
		return new HolderDescriptor(holder.thread(), holder.since(), holder.application(), holder.pid(), holder.host());
	}

}
