package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The directories that the auto-configuration works on.
 * <p>
 * Without a bean of this type they are those that {@code polystore.atomic.directory} and
 * {@code polystore.atomic.lock.directory} name. A bean may put them on another file
 * system than the default one.
 *
 * @since 0.1
 */
public interface AtomicFileDirectories {

	/**
	 * Returns the directory of the documents.
	 * @return the directory; need not exist yet
	 */
	Path documents();

	/**
	 * Returns the directory of the lock files of updates.
	 * @return the directory, or {@code null} if each lock file lies beside its file
	 */
	@Nullable Path locks();

}
