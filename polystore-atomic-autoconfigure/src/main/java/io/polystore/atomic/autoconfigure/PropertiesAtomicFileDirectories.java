package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The directories that the properties name.
 */
final class PropertiesAtomicFileDirectories implements AtomicFileDirectories {

	private final AtomicFileProperties properties;

	PropertiesAtomicFileDirectories(AtomicFileProperties properties) {
		this.properties = properties;
	}

	@Override
	public Path documents() {
		return Path.of(this.properties.getDirectory());
	}

	@Override
	public @Nullable Path locks() {
		String directory = this.properties.getLock().getDirectory();
		return (directory != null) ? Path.of(directory) : null;
	}

}
