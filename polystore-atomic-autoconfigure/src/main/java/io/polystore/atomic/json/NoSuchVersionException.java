package io.polystore.atomic.json;

import java.nio.file.Path;

/**
 * The version is not kept: it never was, or newer ones have taken its place.
 * <p>
 * {@link JsonFileRepository#versions(String)} tells which there are.
 *
 * @since 0.1
 */
public class NoSuchVersionException extends JsonFileException {

	private static final long serialVersionUID = 1L;

	private final Version version;

	/**
	 * Creates an exception.
	 * @param path the file of the document
	 * @param version the version that was asked for
	 */
	public NoSuchVersionException(Path path, Version version) {
		super(path, "Version %s of '%s' is not kept: look which are, or keep more of them".formatted(version, path),
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
