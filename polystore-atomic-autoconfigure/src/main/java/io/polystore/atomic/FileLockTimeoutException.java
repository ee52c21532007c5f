package io.polystore.atomic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A lock stayed busy until the time-out ended; nothing was changed.
 *
 * @since 0.1
 */
public class FileLockTimeoutException extends FileLockException {

	private static final long serialVersionUID = 1L;

	private final Duration waited;

	private final int attempts;

	private final @Nullable LockHolder holder;

	/**
	 * Creates an exception.
	 * @param path the lock file
	 * @param waited how long was waited
	 * @param attempts how often the lock was tried
	 * @param holder who held the lock, if known
	 */
	public FileLockTimeoutException(Path path, Duration waited, int attempts, @Nullable LockHolder holder) {
		super(path, message(path, waited, attempts, holder), null);
		this.waited = waited;
		this.attempts = attempts;
		this.holder = holder;
	}

	private static String message(Path path, Duration waited, int attempts, @Nullable LockHolder holder) {
		return ("Lock '%s' was not acquired within %d ms and %d attempt(s), it is held by %s; "
				+ "wait longer ('polystore.atomic.lock.timeout') or find out why it is held so long")
			.formatted(path, waited.toMillis(), attempts, (holder != null) ? holder : "an unknown process");
	}

	/**
	 * Returns how long was waited.
	 * @return the time waited
	 */
	public Duration waited() {
		return this.waited;
	}

	/**
	 * Returns how often the lock was tried.
	 * @return the number of attempts, at least one
	 */
	public int attempts() {
		return this.attempts;
	}

	/**
	 * Returns who held the lock when the time-out ended.
	 * @return the holder, or empty if it left no record, as other programs do
	 */
	public Optional<LockHolder> holder() {
		return Optional.ofNullable(this.holder);
	}

}
