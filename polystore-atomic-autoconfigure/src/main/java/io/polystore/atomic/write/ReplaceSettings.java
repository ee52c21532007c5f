package io.polystore.atomic.write;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.RetryOptions;

/**
 * What is the same for all writes of one template.
 *
 * @param allowMissingDirectoryForce whether {@code FULL} is accepted where directories
 * cannot be forced
 * @param retry how transient failures are tried again
 * @param listener is told of every write and retry; must not throw
 * @since 0.1
 */
public record ReplaceSettings(boolean allowMissingDirectoryForce, RetryOptions retry, AtomicFileListener listener) {

}
