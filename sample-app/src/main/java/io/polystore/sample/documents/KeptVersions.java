package io.polystore.sample.documents;

import java.time.Instant;
import java.util.List;

import io.polystore.atomic.json.KeptVersion;

/**
 * The answer to the question which versions of a document are kept.
 *
 * @param versions the versions, the newest first
 */
record KeptVersions(List<Kept> versions) {

	static KeptVersions of(List<KeptVersion> versions) {
		return new KeptVersions(versions.stream().map(Kept::of).toList());
	}

	/**
	 * One of them.
	 *
	 * @param version the version, which is what an entity tag has in its quotes
	 * @param time when it was written
	 * @param size its length in bytes
	 */
	record Kept(String version, Instant time, long size) {

		static Kept of(KeptVersion kept) {
			return new Kept(kept.version().toString(), kept.time(), kept.size());
		}

	}

}
