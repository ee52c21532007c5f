package io.polystore.sample.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.polystore.atomic.json.KeptVersion;

/**
 * The kept versions of a document, as a page shows them.
 *
 * @param entries the versions, the newest first
 */
record History(List<Entry> entries) {

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	static History of(List<KeptVersion> versions) {
		return new History(versions.stream().map(Entry::of).toList());
	}

	/**
	 * One of them.
	 *
	 * @param version the version
	 * @param instant when it was written
	 * @param size its length in bytes
	 */
	record Entry(String version, Instant instant, long size) {

		static Entry of(KeptVersion kept) {
			return new Entry(kept.version().toString(), kept.time(), kept.size());
		}

		public String abbreviated() {
			return this.version.substring(0, 8);
		}

		public String time() {
			return TIME.format(this.instant);
		}

	}

}
