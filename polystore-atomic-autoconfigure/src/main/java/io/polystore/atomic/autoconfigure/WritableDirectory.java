package io.polystore.atomic.autoconfigure;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.write.AtomicFileOutputStream;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Finds out at start whether files can be written to the directory that a property names.
 */
final class WritableDirectory {

	private final String property;

	private final Path value;

	private final Path directory;

	WritableDirectory(String property, Path value) {
		this.property = property;
		this.value = value;
		this.directory = value.toAbsolutePath();
	}

	/**
	 * Begins to write a file and gives that up: this meets whatever a write would meet,
	 * and leaves nothing behind but the directory.
	 * @throws FailureAnalyzedException if no file can be written
	 */
	@SuppressWarnings("try")
	void check(AtomicFileOperations files, WriteOptions options) {
		try (AtomicFileOutputStream uncommitted = files.openForWrite(this.directory.resolve("start-up-check"),
				options)) {
			// it opens, that is all
		}
		catch (AtomicFileException ex) {
			throw report(ex);
		}
	}

	private FailureAnalyzedException report(AtomicFileException ex) {
		Problem problem = problem(ex);
		String description = "The directory '%s' (property '%s') cannot be written to: %s".formatted(this.directory,
				this.property, problem.reason());
		String action = "%s, or set '%s' to another directory than '%s'.".formatted(problem.remedy(), this.property,
				this.value);
		return new FailureAnalyzedException(description, action, ex);
	}

	private Problem problem(AtomicFileException ex) {
		Path obstacle = obstacle();
		if (obstacle != null) {
			return new Problem("'%s' is not a directory".formatted(obstacle), "Move '%s' away".formatted(obstacle));
		}
		if (ex.getCause() instanceof NoSuchFileException) {
			return new Problem("it does not exist",
					"Create it, set 'polystore.atomic.write.create-directories' to 'true'");
		}
		if (ex.getCause() instanceof AccessDeniedException) {
			return new Problem("access is denied",
					"Let user '%s' create files there".formatted(System.getProperty("user.name")));
		}
		return new Problem(reason(ex), "Change that");
	}

	private static @Nullable String reason(AtomicFileException ex) {
		String reason = (ex.getCause() instanceof FileSystemException cause) ? cause.getReason() : null;
		return (reason != null) ? reason : ex.getMessage();
	}

	/**
	 * What stands where the directory or one above it should be.
	 */
	private @Nullable Path obstacle() {
		Path path = this.directory;
		while (path != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			path = path.getParent();
		}
		return (path == null || Files.isDirectory(path)) ? null : path;
	}

	private record Problem(@Nullable String reason, String remedy) {
	}

}
