package io.polystore.atomic.bench;

import java.util.Collections;
import java.util.List;

/**
 * The document that everybody counts in.
 *
 * @param n the count
 * @param lines what makes the document as large as it is
 */
public record Document(long n, List<String> lines) {

	/**
	 * The name of the document in a repository.
	 */
	public static final String NAME = "document";

	/** With the indent, the quotes, a comma and a line feed a line takes 64 bytes. */
	private static final String LINE = "0123456789abcdef".repeat(4).substring(0, 56);

	private static final int LINE_BYTES = 64;

	/**
	 * Returns a document that takes about that many bytes on the disk.
	 */
	public static Document ofSize(int bytes) {
		return new Document(0, Collections.nCopies(bytes / LINE_BYTES, LINE));
	}

	/**
	 * Returns this document, counted up by one.
	 */
	public Document incremented() {
		return new Document(this.n + 1, this.lines);
	}

}
