package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.json.CorruptionPolicy;
import io.polystore.atomic.json.RecoveryOptions;

/**
 * What is kept of JSON documents, and done about corrupt ones:
 * {@code polystore.atomic.recovery}.
 */
class RecoveryProperties {

	/**
	 * How many versions of each document to keep, from 0 (none) to 1000. They are hard
	 * links, which cost no copy.
	 */
	private int keepVersions = 0;

	/**
	 * What to do about a document that is no JSON.
	 */
	private CorruptionPolicy onCorruption = CorruptionPolicy.FAIL;

	public int getKeepVersions() {
		return this.keepVersions;
	}

	public void setKeepVersions(int keepVersions) {
		this.keepVersions = new RecoveryOptions(keepVersions, CorruptionPolicy.FAIL).keepVersions();
	}

	public CorruptionPolicy getOnCorruption() {
		return this.onCorruption;
	}

	public void setOnCorruption(CorruptionPolicy onCorruption) {
		this.onCorruption = onCorruption;
	}

	RecoveryOptions toOptions() {
		return new RecoveryOptions(this.keepVersions, this.onCorruption);
	}

}
