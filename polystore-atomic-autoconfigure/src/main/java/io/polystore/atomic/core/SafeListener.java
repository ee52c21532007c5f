package io.polystore.atomic.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Passes on to several listeners what happens, and keeps what they throw from breaking
 * it: that is logged.
 *
 * @since 0.1
 */
public final class SafeListener implements AtomicFileListener {

	private static final Log logger = LogFactory.getLog(AtomicFileListener.class);

	private final List<AtomicFileListener> listeners;

	private SafeListener(List<AtomicFileListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Combines listeners.
	 * @param listeners the listeners, told in this order
	 * @return a listener that never throws
	 */
	public static AtomicFileListener of(List<AtomicFileListener> listeners) {
		List<AtomicFileListener> active = listeners.stream().filter((listener) -> listener != NO_OP).toList();
		return active.isEmpty() ? NO_OP : new SafeListener(active);
	}

	private void tell(Consumer<AtomicFileListener> event) {
		for (AtomicFileListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn("Listener '%s' failed; the operation goes on".formatted(listener.getClass().getName()), ex);
			}
		}
	}

	@Override
	public void lockWaitStarted(Path lockFile) {
		tell((listener) -> listener.lockWaitStarted(lockFile));
	}

	@Override
	public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
		tell((listener) -> listener.lockWaitEnded(lockFile, outcome, waited, attempts));
	}

	@Override
	public void lockHeld(Path lockFile) {
		tell((listener) -> listener.lockHeld(lockFile));
	}

	@Override
	public void lockReleased(Path lockFile, Duration held) {
		tell((listener) -> listener.lockReleased(lockFile, held));
	}

	@Override
	public void writeStarted(Path file, WriteOperation operation, Durability durability) {
		tell((listener) -> listener.writeStarted(file, operation, durability));
	}

	@Override
	public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
			Duration took) {
		tell((listener) -> listener.written(file, operation, durability, outcome, took));
	}

	@Override
	public void updateStarted(Path file) {
		tell((listener) -> listener.updateStarted(file));
	}

	@Override
	public void updated(Path file, UpdateOutcome outcome, Duration took) {
		tell((listener) -> listener.updated(file, outcome, took));
	}

	@Override
	public void batchStarted(Path file, int updates) {
		tell((listener) -> listener.batchStarted(file, updates));
	}

	@Override
	public void retried(Path file, Throwable failure) {
		tell((listener) -> listener.retried(file, failure));
	}

	@Override
	public void swept(Path directory, int files) {
		tell((listener) -> listener.swept(directory, files));
	}

	@Override
	public void versionNotKept(Path file, Throwable cause) {
		tell((listener) -> listener.versionNotKept(file, cause));
	}

}
