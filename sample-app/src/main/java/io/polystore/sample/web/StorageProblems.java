package io.polystore.sample.web;

import java.nio.file.FileSystemException;

import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.DamagedVersionException;
import io.polystore.atomic.json.DocumentTooLargeException;
import io.polystore.atomic.json.InvalidDocumentNameException;
import io.polystore.atomic.json.NoSuchVersionException;
import io.polystore.atomic.json.UnknownPropertyException;
import io.polystore.sample.RunStateProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Problem details for what the storage refuses or fails to do. Paths and contents are for
 * the log only.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StorageProblems {

	private static final Log logger = LogFactory.getLog(StorageProblems.class);

	private final String retryAfter;

	StorageProblems(RunStateProperties properties) {
		this.retryAfter = Long.toString(properties.retryAfter().toSeconds());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalidName(InvalidDocumentNameException ex) {
		return respond(ProblemType.INVALID_NAME.detail("A name is a relative path of plain file names"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooLarge(DocumentTooLargeException ex) {
		return respond(ProblemType.TOO_LARGE.detail("The document would be larger than a document may be"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unknownVersion(NoSuchVersionException ex) {
		return respond(ProblemType.UNKNOWN_VERSION.detail("Only the last versions are: ask which ones"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> damagedVersion(DamagedVersionException ex) {
		logger.error("Damaged version", ex);
		return respond(ProblemType.DAMAGED_VERSION.detail("Nothing was changed: take another version"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> corrupt(CorruptJsonException ex) {
		logger.error("Damaged document", ex);
		ProblemDetail problem = ProblemType.CORRUPT_DOCUMENT
			.detail("It was left as it is: repair the file, or delete the document with 'If-Match: *'");
		problem.setProperty("line", ex.line());
		problem.setProperty("column", ex.column());
		return respond(problem);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> foreignProperty(UnknownPropertyException ex) {
		logger.error("Foreign property", ex);
		return respond(ProblemType.FOREIGN_PROPERTY.detail("It was left as it is: an update would lose the property"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(AtomicReadException ex) {
		logger.error("Unreadable file", ex);
		return respond(ProblemType.UNREADABLE_FILE.detail("The operator finds the reason in the log"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> busy(FileLockTimeoutException ex) {
		logger.warn(ex.getMessage());
		ProblemDetail problem = ProblemType.BUSY.detail("Nothing was changed; try again later");
		problem.setProperty("waitedMillis", ex.waited().toMillis());
		ex.holder().ifPresent((holder) -> problem.setProperty("holder", holder));
		return respondLater(problem);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notLocked(FileLockException ex) {
		logger.error("Not locked", ex);
		return respondLater(ProblemType.NOT_WRITTEN.detail("The document could not be locked"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notWritten(AtomicWriteException ex) {
		logger.error("Failed write", ex);
		ProblemDetail problem = switch (ex.outcome()) {
			case COMMITTED_DURABILITY_UNKNOWN -> ProblemType.DURABILITY_UNKNOWN
				.detail("Readers see the new content; a power cut may bring back the old one");
			case NOT_COMMITTED -> (isStorageFull(ex) ? ProblemType.STORAGE_FULL : ProblemType.NOT_WRITTEN)
				.detail("Everything is as it was");
		};
		problem.setProperty("outcome", ex.outcome());
		return (problem.getStatus() == ProblemType.NOT_WRITTEN.status().value()) ? respondLater(problem)
				: respond(problem);
	}

	private static boolean isStorageFull(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String reason = (cause instanceof FileSystemException ex) ? ex.getReason() : cause.getMessage();
			if (reason != null && (reason.contains("No space left") || reason.contains("quota exceeded"))) {
				return true;
			}
		}
		return false;
	}

	private ResponseEntity<ProblemDetail> respondLater(ProblemDetail problem) {
		return start(problem).header(HttpHeaders.RETRY_AFTER, this.retryAfter).body(problem);
	}

	private static ResponseEntity<ProblemDetail> respond(ProblemDetail problem) {
		return start(problem).body(problem);
	}

	private static ResponseEntity.BodyBuilder start(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

}
