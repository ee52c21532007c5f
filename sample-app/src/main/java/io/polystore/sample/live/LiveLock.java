package io.polystore.sample.live;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A lock that is held or waited for.
 *
 * @param file its file, relative to the directory
 * @param thread who holds it, {@code null} if nobody here does
 * @param since since when, {@code null} if nobody here holds it
 * @param waiters who waits for it
 */
record LiveLock(String file, @Nullable String thread, @Nullable Instant since, List<Waiter> waiters) {

	/**
	 * A thread that waits.
	 *
	 * @param thread its name
	 * @param since since when
	 */
	record Waiter(String thread, Instant since) {

	}

}
