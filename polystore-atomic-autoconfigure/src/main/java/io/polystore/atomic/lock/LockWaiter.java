package io.polystore.atomic.lock;

import java.time.Instant;

/**
 * A thread of this JVM that waits for a lock, or for its turn in an update.
 *
 * @param thread the name of the thread
 * @param since when it began to wait
 * @since 0.1
 */
public record LockWaiter(String thread, Instant since) {

}
