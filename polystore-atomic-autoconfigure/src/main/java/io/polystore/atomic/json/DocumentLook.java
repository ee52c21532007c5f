package io.polystore.atomic.json;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What was found when a document was looked at.
 *
 * @param file its file
 * @param version its version
 * @param content its bytes, if there is a document no larger than the size limit
 */
record DocumentLook(Path file, Version version, byte @Nullable [] content) {

	static DocumentLook absent(Path file) {
		return new DocumentLook(file, Version.ABSENT, null);
	}

	/**
	 * Whether it is JSON to its end, or nothing at all. What is too large to be read is
	 * not examined.
	 */
	boolean isWhole(JsonCodec codec) {
		return this.content == null || codec.isWhole(this.file, this.content);
	}

}
