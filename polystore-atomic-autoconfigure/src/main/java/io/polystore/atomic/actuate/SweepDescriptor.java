package io.polystore.atomic.actuate;

import java.time.Instant;

/**
 * A removal of temporary files, as {@link AtomicFilesEndpoint} shows it.
 *
 * @param at when it was done
 * @param removed how many files of dead processes were removed
 * @since 0.1
 */
public record SweepDescriptor(Instant at, int removed) {

}
