package io.polystore.atomic.update;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the updates of one file stood at one moment.
 * <p>
 * Immutable and thread-safe.
 *
 * @param file the file
 * @param queued how many callers waited for their turn
 * @param running whether a change was running, or about to
 * @param lastBatch how many updates the last replace served, zero if there was none since
 * the file became busy
 * @param lastWritten when the last replace was done and, as far as its callers asked for
 * it, durable; {@code null} if there was none since the file became busy
 * @since 0.1
 */
public record PipelineStatus(Path file, int queued, boolean running, int lastBatch, @Nullable Instant lastWritten) {

	/**
	 * Returns the files of this JVM that are being updated now, as far as this copy of
	 * the library knows. Holds nobody up.
	 * @return one for each file, in no particular order
	 */
	public static List<PipelineStatus> inUse() {
		return Pipelines.inUse().map(Pipeline::status).toList();
	}

}
