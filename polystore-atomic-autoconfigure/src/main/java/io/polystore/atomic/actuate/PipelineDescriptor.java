package io.polystore.atomic.actuate;

import java.time.Instant;

import io.polystore.atomic.update.PipelineStatus;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being updated, as {@link AtomicFilesEndpoint} shows it.
 *
 * @param file the file, relative to the directory
 * @param queued how many callers wait for their turn
 * @param running whether a change is running
 * @param lastBatch how many updates the last replace served, zero if there was none since
 * the file became busy
 * @param lastWritten when the last replace was done, {@code null} if there was none since
 * the file became busy
 * @since 0.1
 */
public record PipelineDescriptor(String file, int queued, boolean running, int lastBatch,
		@Nullable Instant lastWritten) {

	static PipelineDescriptor of(String file, PipelineStatus status) {
		return new PipelineDescriptor(file, status.queued(), status.running(), status.lastBatch(),
				status.lastWritten());
	}

}
