package io.polystore.sample.documents;

import io.polystore.atomic.json.Version;

import org.springframework.util.Assert;

/**
 * Asks to make a kept version the present one.
 *
 * @param version the version
 */
record RestoreRequest(String version) {

	RestoreRequest {
		Assert.notNull(version, "'version' must be a version that is kept");
		Version.parse(version);
	}

	Version toVersion() {
		return Version.parse(this.version);
	}

}
