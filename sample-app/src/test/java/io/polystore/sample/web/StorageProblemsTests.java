package io.polystore.sample.web;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.sample.RunStateProperties;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failures of a storage that a test cannot easily bring about.
 */
class StorageProblemsTests {

	private static final Path FILE = Path.of("/secret/place/a.json");

	private final StorageProblems problems = new StorageProblems(
			new RunStateProperties(DataSize.ofBytes(1), 1, Duration.ofSeconds(3), Set.of()));

	@Test
	void aFullDiskIsInsufficientStorage() {
		IOException cause = new FileSystemException(FILE.toString(), null, "No space left on device");
		assertProblem(this.problems.notWritten(failure(Outcome.NOT_COMMITTED, cause)), 507, "storage-full", false);
		cause = new IOException("Disk quota exceeded");
		assertProblem(this.problems.notWritten(failure(Outcome.NOT_COMMITTED, cause)), 507, "storage-full", false);
	}

	@Test
	void anotherFailureBeforeTheCommitMayBeTriedAgain() {
		ResponseEntity<ProblemDetail> response = this.problems
			.notWritten(failure(Outcome.NOT_COMMITTED, new IOException("Input/output error")));
		assertProblem(response, 503, "not-written", true);
		assertThat(response.getBody().getProperties()).containsEntry("outcome", Outcome.NOT_COMMITTED);
	}

	@Test
	void aFailureAfterTheCommitTellsThatTheContentIsThere() {
		ResponseEntity<ProblemDetail> response = this.problems
			.notWritten(failure(Outcome.COMMITTED_DURABILITY_UNKNOWN, new IOException("No space left on device")));
		assertProblem(response, 500, "durability-unknown", false);
		assertThat(response.getBody().getProperties()).containsEntry("outcome", Outcome.COMMITTED_DURABILITY_UNKNOWN);
	}

	@Test
	void aLockThatCannotBeTakenMayBeTriedAgain() {
		assertProblem(this.problems.notLocked(new FileLockException(FILE, "secret", null)), 503, "not-written", true);
		assertProblem(this.problems.notLocked(new FileLockInterruptedException(FILE)), 503, "not-written", true);
	}

	@Test
	void aLockOfAnUnknownHolderIsBusyToo() {
		FileLockTimeoutException failure = new FileLockTimeoutException(FILE, Duration.ofMillis(1500), 2, null);
		ResponseEntity<ProblemDetail> response = this.problems.busy(failure);
		assertProblem(response, 503, "busy", true);
		assertThat(response.getBody().getProperties()).containsOnlyKeys("waitedMillis");
	}

	private static AtomicWriteException failure(Outcome outcome, IOException cause) {
		return new AtomicWriteException(FILE, outcome, "secret", cause);
	}

	private static void assertProblem(ResponseEntity<ProblemDetail> response, int status, String type, boolean again) {
		assertThat(response.getStatusCode().value()).isEqualTo(status);
		assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo(again ? "3" : null);
		ProblemDetail problem = response.getBody();
		assertThat(problem.getStatus()).isEqualTo(status);
		assertThat(problem.getType()).hasToString("tag:polystore.io,2026:run-state:" + type);
		assertThat(problem.toString()).doesNotContain("secret");
	}

}
