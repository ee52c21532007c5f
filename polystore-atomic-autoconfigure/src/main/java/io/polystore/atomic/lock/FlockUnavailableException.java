package io.polystore.atomic.lock;

import org.jspecify.annotations.Nullable;

/**
 * Locks of flock(2) cannot be had in this JVM: it does not run on Linux, or JNA
 * ({@code net.java.dev.jna:jna}) is missing or cannot be loaded.
 * <p>
 * Trying again is useless. {@link FileChannelLockProvider} works everywhere, but excludes
 * other programs.
 *
 * @since 0.1
 */
public class FlockUnavailableException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what is missing and what can be done
	 * @param cause the cause, if there is one
	 */
	public FlockUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
