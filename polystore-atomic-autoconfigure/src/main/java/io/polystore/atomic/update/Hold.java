package io.polystore.atomic.update;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The time during which a pipeline holds its lock.
 */
final class Hold {

	private final Path lockFile;

	private final UpdateSettings settings;

	private final long since = System.nanoTime();

	private boolean expired;

	private Hold(Path lockFile, UpdateSettings settings) {
		this.lockFile = lockFile;
		this.settings = settings;
	}

	static Hold begin(Path lockFile, UpdateSettings settings) {
		settings.listener().lockHeld(lockFile);
		return new Hold(lockFile, settings);
	}

	/**
	 * Whether no further change may be let in.
	 */
	boolean isOver() {
		return this.expired || elapsed().compareTo(this.settings.maxHold()) > 0;
	}

	/**
	 * Something went wrong, perhaps with the lock: it is given up, and taken again.
	 */
	void expire() {
		this.expired = true;
	}

	void end() {
		this.settings.listener().lockReleased(this.lockFile, elapsed());
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.since);
	}

}
