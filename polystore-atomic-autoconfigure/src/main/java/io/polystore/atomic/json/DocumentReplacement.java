package io.polystore.atomic.json;

import java.nio.file.Path;

import io.polystore.atomic.ContentChange;
import org.jspecify.annotations.Nullable;

/**
 * Replaces or deletes a document, whatever it holds, if it is at the expected version.
 */
final class DocumentReplacement implements DocumentChange<RuntimeException> {

	private final Path file;

	private final @Nullable Version expected;

	private final ContentChange<RuntimeException> replace;

	private byte @Nullable [] refused;

	DocumentReplacement(Path file, @Nullable Version expected, ContentChange<RuntimeException> replace) {
		this.file = file;
		this.expected = expected;
		this.replace = replace;
	}

	@Override
	public byte @Nullable [] apply(byte @Nullable [] content) {
		this.refused = null;
		try {
			Expectation.check(this.file, this.expected, content);
		}
		catch (VersionConflictException ex) {
			this.refused = content;
			throw ex;
		}
		return this.replace.apply(content);
	}

	@Override
	public byte @Nullable [] refused() {
		return this.refused;
	}

}
