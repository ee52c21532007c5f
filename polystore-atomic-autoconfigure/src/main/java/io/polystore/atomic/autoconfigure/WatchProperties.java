package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import io.polystore.atomic.json.DocumentWatcher;

/**
 * How changes by others are noticed: {@code polystore.atomic.watch}.
 */
class WatchProperties {

	/**
	 * After which time to look at all documents in any case, zero for never, or from 100
	 * milliseconds to one day. Needed where the operating system does not tell of all
	 * changes, as on network file systems.
	 */
	private Duration pollInterval = Duration.ZERO;

	public Duration getPollInterval() {
		return this.pollInterval;
	}

	public void setPollInterval(Duration pollInterval) {
		this.pollInterval = DocumentWatcher.requirePollInterval(pollInterval);
	}

}
