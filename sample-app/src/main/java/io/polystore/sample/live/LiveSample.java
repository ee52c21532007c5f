package io.polystore.sample.live;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The event {@code meters}: the figures of the last second. Percentiles are those of the
 * last seconds.
 *
 * @param at when it was taken
 * @param updatesPerSecond updates that were written
 * @param writesPerSecond writes that served them
 * @param updatesPerWrite how many updates one write served, {@code null} without any
 * @param lockWaitMillis how long threads waited for a lock or their turn
 * @param writeMillis how long the writes took
 * @param locksHeld locks that are held
 * @param threadsWaiting threads that wait for a lock or their turn
 * @param locks these locks
 */
record LiveSample(Instant at, double updatesPerSecond, double writesPerSecond, @Nullable Double updatesPerWrite,
		Percentiles lockWaitMillis, Percentiles writeMillis, long locksHeld, long threadsWaiting,
		List<LiveLock> locks) {

}
