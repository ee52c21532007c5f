package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.TargetExistsException;

/**
 * Tells what became of a file and what can be done about it.
 */
final class WriteFailures {

	private WriteFailures() {
	}

	static AtomicWriteException failure(Path file, Publication publication, Outcome outcome, Throwable cause) {
		if (publication == Publication.CREATE && cause instanceof FileAlreadyExistsException
				&& outcome == Outcome.NOT_COMMITTED) {
			return new TargetExistsException(file, cause);
		}
		return failure(file, outcome, cause);
	}

	static AtomicWriteException failure(Path file, Outcome outcome, Throwable cause) {
		String message = (outcome == Outcome.NOT_COMMITTED)
				? "File '%s' was not changed: %s%s".formatted(file, reason(cause), remedy(cause))
				: ("File '%s' was changed, but a power cut may bring back its old state: %s; "
						+ "to be sure, write the same content again")
					.formatted(file, reason(cause));
		return new AtomicWriteException(file, outcome, message, cause);
	}

	private static String reason(Throwable cause) {
		if (cause instanceof FileSystemException ex && ex.getReason() != null) {
			return ex.getReason();
		}
		return (cause.getMessage() != null) ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
				: cause.getClass().getSimpleName();
	}

	private static String remedy(Throwable cause) {
		if (cause instanceof SweptTempException) {
			return "; write it again";
		}
		if (cause instanceof NoSuchFileException) {
			return "; create its directory, or let it be created ('polystore.atomic.write.create-directories')";
		}
		if (cause instanceof NotDirectoryException) {
			return "; a file stands where the directory should be: move it away";
		}
		if (cause instanceof AccessDeniedException) {
			return "; the process must be allowed to create files in its directory";
		}
		if (cause instanceof AtomicMoveNotSupportedException) {
			return "; the file system cannot rename atomically and there is no safe substitute: use another one";
		}
		return remedyByReason(cause);
	}

	private static String remedyByReason(Throwable cause) {
		String reason = (cause instanceof IOException) ? String.valueOf(cause.getMessage()) : "";
		if (reason.contains("resource busy")) {
			return "; a file that is itself a mount point (a single-file bind mount of a container) cannot be "
					+ "replaced: mount its directory instead";
		}
		if (reason.contains("No space left") || reason.contains("quota")) {
			return "; free some space: the old and the new content must fit beside each other";
		}
		if (reason.contains("Read-only")) {
			return "; remount the file system writable or use another directory";
		}
		return "";
	}

}
