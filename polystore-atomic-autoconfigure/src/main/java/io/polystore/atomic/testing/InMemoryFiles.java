package io.polystore.atomic.testing;

import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * A directory in memory, with the library over it, for tests that need no container.
 * <p>
 * The file system is a Unix one of jimfs, which must be on the class path. Replaces,
 * locks between threads, updates, versions and their conflicts, metadata and kept
 * versions are those of the library. Writes have the default durability, but memory
 * survives neither the process nor a power cut; other processes see none of it, so that
 * their locks cannot be tried here. A path is used with {@link java.nio.file.Files},
 * never with {@link java.io.File}.
 * <p>
 * Thread-safe. Each instance has a file system of its own, which {@link #close()} gives
 * up.
 *
 * @since 0.1
 */
public final class InMemoryFiles implements AutoCloseable {

	private final InMemoryDirectory directory = InMemoryDirectory.create();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().allowMissingDirectoryForce(true).build();

	private final JsonFileRepository documents = new JsonFileRepository(this.files, JsonMapper.shared(), path());

	/**
	 * Creates an empty directory.
	 */
	public InMemoryFiles() {
	}

	/**
	 * Returns the directory, which is also that of {@link #documents()}.
	 * @return the absolute path of the directory, which exists
	 */
	public Path path() {
		return this.directory.path();
	}

	/**
	 * Returns a path in the directory.
	 * @param relative the path relative to the directory, with {@code '/'} between its
	 * parts
	 * @return the absolute path; need not exist
	 */
	public Path resolve(String relative) {
		return path().resolve(relative);
	}

	/**
	 * Returns the operations on files, with default settings but for one: that the
	 * directory cannot be forced is accepted.
	 * @return the template
	 */
	public AtomicFileTemplate files() {
		return this.files;
	}

	/**
	 * Returns the documents in the directory, with default options. For others, and for
	 * the application's own mapper, create a {@link JsonFileRepository} over
	 * {@link #files()} and {@link #path()}.
	 * @return the repository
	 */
	public JsonFileRepository documents() {
		return this.documents;
	}

	/**
	 * Closes the template and gives up the directory with all that is in it.
	 */
	@Override
	public void close() {
		this.files.close();
		this.directory.close();
	}

	@Override
	public String toString() {
		return "InMemoryFiles['%s']".formatted(path());
	}

}
