package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import io.polystore.atomic.ContentChange;
import io.polystore.atomic.write.Quarantine;
import org.jspecify.annotations.Nullable;

/**
 * Puts the newest good version of a document in the place of one that is no JSON. Runs
 * while the document is locked: of several who want to, one does.
 */
final class Restoration implements ContentChange<RuntimeException> {

	private final Path file;

	private final JsonCodec codec;

	private boolean needed = true;

	private @Nullable Path quarantined;

	private @Nullable Version restored;

	Restoration(Path file, JsonCodec codec) {
		this.file = file;
		this.codec = codec;
	}

	@Override
	public byte @Nullable [] apply(byte @Nullable [] content) {
		if (content == null || this.codec.isJson(this.file, content)) {
			this.needed = false;
			return content;
		}
		byte[] good = new KeptDocuments(this.file, this.codec).newestGood();
		if (good == null) {
			return content;
		}
		this.quarantined = quarantine(this.file, content);
		this.restored = Version.of(good);
		return good;
	}

	/**
	 * Lets nothing be lost by the replace that follows.
	 * @throws JsonFileException if that fails
	 */
	static Path quarantine(Path file, byte[] content) {
		try {
			return Quarantine.add(file, content);
		}
		catch (IOException ex) {
			throw new JsonFileException(file,
					"'%s' is no JSON and cannot be quarantined (%s): move it away".formatted(file, ex), ex);
		}
	}

	/**
	 * Whether it was still corrupt when it was locked.
	 */
	boolean isNeeded() {
		return this.needed;
	}

	boolean isDone() {
		return this.restored != null;
	}

	DocumentRecovery done(String name) {
		return new DocumentRecovery(name, this.file, DocumentRecovery.Outcome.RESTORED,
				Objects.requireNonNull(this.quarantined), Objects.requireNonNull(this.restored));
	}

}
