package io.polystore.atomic.json;

import java.nio.file.Path;

/**
 * A kept version is not what it was: a program has written into the file in place while
 * it was the document, or the disk has lost some of it.
 * <p>
 * Use an older one.
 *
 * @since 0.1
 */
public class DamagedVersionException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	private final Version version;

	/**
	 * Creates an exception.
	 * @param path the file of the document
	 * @param version the version that was asked for
	 */
	public DamagedVersionException(Path path, Version version) {
		super(path, "Version %s of '%s' is kept, but no longer what it was: use an older one".formatted(version, path),
				null);
		this.version = version;
	}

	/**
	 * Returns the version that was asked for.
	 * @return the version
	 */
	public Version version() {
		return this.version;
	}

}
