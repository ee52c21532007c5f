package io.polystore.atomic.json;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * Where a document is, and what was seen there on the way.
 *
 * @param path its file, inside the directory
 * @param seen what stands there, if no link leads to it and it exists
 */
record DocumentFile(Path path, @Nullable BasicFileAttributes seen) {

	boolean isRegular() {
		return this.seen != null && this.seen.isRegularFile();
	}

	long size() {
		return (this.seen != null) ? this.seen.size() : 0;
	}

}
