package io.polystore.atomic.json;

import java.nio.file.Path;

/**
 * A document was changed by others: by another process, or by something in this one that
 * does not use this library.
 *
 * @param name the name of the document
 * @param path its file
 * @param kind what became of it
 * @param version the version that was found, {@link Version#ABSENT} if it was deleted;
 * who reads the document may find a later one already
 * @since 0.1
 */
public record DocumentChangedEvent(String name, Path path, Kind kind, Version version) {

	/**
	 * What became of a document.
	 */
	public enum Kind {

		/** It did not exist before. */
		CREATED,
		/** Its content is another one. */
		MODIFIED,
		/** It does not exist any more. */
		DELETED

	}

	static DocumentChangedEvent of(String name, Path path, Version before, Version now) {
		Kind kind = before.equals(Version.ABSENT) ? Kind.CREATED : Kind.MODIFIED;
		return new DocumentChangedEvent(name, path, now.equals(Version.ABSENT) ? Kind.DELETED : kind, now);
	}

}
