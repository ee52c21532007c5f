package io.polystore.atomic.update;

import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.write.AtomicFileWriter;
import io.polystore.atomic.write.ReplaceSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all updates of one template.
 *
 * @param writer replaces the files
 * @param provider the kind of lock
 * @param lockDirectory where the lock files are, or {@code null} for beside the files
 * @param application what to tell others who wait for a lock
 * @param listener is told of updates, waits and locks; must not throw
 * @param maxHold after how long the lock is given up, as soon as what was changed is
 * written, so that other processes get their turn
 * @since 0.1
 */
public record UpdateSettings(AtomicFileWriter writer, FileLockProvider provider, @Nullable Path lockDirectory,
		String application, AtomicFileListener listener, Duration maxHold) {

	/**
	 * The default of {@code maxHold}: 20 milliseconds, some forces of a disk, so that of
	 * several processes none waits long and all get about as much.
	 */
	public static final Duration DEFAULT_MAX_HOLD = Duration.ofMillis(20);

	/**
	 * The same for locks that exclude other hosts: 200 milliseconds. They are polled, so
	 * that each time one is handed over the disk is idle for some time.
	 */
	public static final Duration MAX_HOLD_AMONG_HOSTS = Duration.ofMillis(200);

	/**
	 * Returns these settings without their listener.
	 * @return new settings
	 */
	public UpdateSettings unobserved() {
		ReplaceSettings replacing = this.writer.settings();
		AtomicFileWriter silent = new AtomicFileWriter(new ReplaceSettings(replacing.allowMissingDirectoryForce(),
				replacing.retry(), AtomicFileListener.NO_OP));
		return new UpdateSettings(silent, this.provider, this.lockDirectory, this.application, AtomicFileListener.NO_OP,
				this.maxHold);
	}

}
