package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.backoff.ExponentialBackOffPolicy;
import org.springframework.retry.backoff.FixedBackOffPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Failures that may pass are tried again, and no others.
 */
class TransientTests {

	private static final int ATTEMPTS = 4;

	private static final byte[] NEW = "new".getBytes();

	private final List<Throwable> retried = new CopyOnWriteArrayList<>();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder()
		.retry(new RetryOptions(ATTEMPTS, Duration.ofMillis(1), 1.5, Duration.ofMillis(2)))
		.allowMissingDirectoryForce(true)
		.listener(new AtomicFileListener() {

			@Override
			public void retried(Path file, Throwable failure) {
				TransientTests.this.retried.add(failure);
			}

		})
		.build();

	private final FaultyFileSystem unix = new FaultyFileSystem();

	/** Without POSIX permissions an access that is denied may be a sharing violation. */
	private final FaultyFileSystem windows = new FaultyFileSystem(Set.of("basic", "dos"));

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.writeString(this.directory.resolve("file"), "old");
	}

	static Stream<IOException> failuresThatMayPass() {
		return Stream.of(new FileSystemException("a", "b", "Stale file handle"),
				new FileSystemException("a", "b", "Stale NFS file handle"), new FileSystemException("a", "b",
						"The process cannot access the file because it is being used by another process"));
	}

	static Stream<IOException> failuresThatDoNotPass() {
		return Stream.of(new IOException("Stale file handle"), new FileSystemException("a", "b", "Input/output error"),
				new FileSystemException("a", "b", "Device or resource busy"), new FileSystemException("a"),
				new AccessDeniedException("a"), new NoSuchFileException("a"));
	}

	@ParameterizedTest
	@MethodSource
	void failuresThatMayPass(IOException failure) {
		this.unix.faults().on("move").times(ATTEMPTS - 1).failBefore(failure);
		this.files.write(this.unix.path(this.file), NEW);
		assertThat(this.file).hasContent("new");
		assertThat(this.unix.faults().calls("move")).hasSize(ATTEMPTS);
		assertThat(this.retried).hasSize(ATTEMPTS - 1).containsOnly(failure);
	}

	@Test
	void onlyTheRenameIsRepeated() {
		this.unix.faults().on("move").times(2).failBefore(new FileSystemException("a", "b", "Stale file handle"));
		this.files.write(this.unix.path(this.file), NEW);
		assertThat(this.unix.faults().calls("move")).hasSize(3);
		assertThat(this.unix.faults().calls("write")).hasSize(1);
		assertThat(this.unix.faults().calls("force")).hasSize(2);
	}

	@Test
	void theAttemptsAreBounded() throws IOException {
		FileSystemException failure = new FileSystemException("a", "b", "Stale file handle");
		this.unix.faults().on("move").always().failBefore(failure);
		assertThat(failure(this.unix)).hasCause(failure);
		assertThat(this.unix.faults().calls("move")).hasSize(ATTEMPTS);
		assertThat(this.retried).hasSize(ATTEMPTS - 1);
		assertThat(Temps.in(this.directory)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void failuresThatDoNotPass(IOException failure) {
		this.unix.faults().on("move").failBefore(failure);
		assertThat(failure(this.unix)).hasCause(failure);
		assertThat(this.unix.faults().calls("move")).hasSize(1);
		assertThat(this.retried).isEmpty();
		assertThat(this.file).hasContent("old");
	}

	@Test
	void aDeniedAccessMayPassWhereItMayBeASharingViolation() {
		this.windows.faults().on("move").times(2).failBefore(new AccessDeniedException("file"));
		this.files.write(this.windows.path(this.file), NEW);
		assertThat(this.file).hasContent("new");
		assertThat(this.retried).hasSize(2);
	}

	@Test
	void aDeletionIsTriedAgainToo() {
		this.windows.faults().on("delete").failBefore(new AccessDeniedException("file"));
		assertThat(this.files.delete(this.windows.path(this.file))).isTrue();
		assertThat(this.file).doesNotExist();
		assertThat(this.retried).hasSize(1);
	}

	@Test
	void aCreationIsTriedAgainToo() {
		this.windows.faults().on("createLink").failBefore(new AccessDeniedException("file"));
		this.files.createNew(this.windows.path(this.directory.resolve("other")), NEW);
		assertThat(this.directory.resolve("other")).hasContent("new");
		assertThat(this.retried).hasSize(1);
	}

	@Test
	void oneAttemptMeansNoOther() {
		AtomicFileTemplate once = AtomicFileTemplate.builder()
			.retry(new RetryOptions(1, Duration.ofMillis(1), 1, Duration.ofMillis(1)))
			.build();
		this.unix.faults().on("move").failBefore(new FileSystemException("a", "b", "Stale file handle"));
		assertThat(catchThrowableOfType(AtomicWriteException.class, () -> once.write(this.unix.path(this.file), NEW)))
			.isNotNull();
		assertThat(this.unix.faults().calls("move")).hasSize(1);
	}

	@Test
	void anInterruptDoesNotEndTheAttempts() {
		this.unix.faults().on("move").times(2).failBefore(new FileSystemException("a", "b", "Stale file handle"));
		Thread.currentThread().interrupt();
		this.files.write(this.unix.path(this.file), (out) -> out.write(NEW));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.file).hasContent("new");
	}

	@Test
	void anInterruptInAPauseBreaksNoWrite() {
		this.unix.faults().on("move").times(2).before(TransientTests::failInterrupted);
		this.files.write(this.unix.path(this.file), NEW);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.file).hasContent("new");
		assertThat(this.retried).hasSize(2);
	}

	@Test
	void anInterruptInAPauseBreaksNoDeletion() {
		this.unix.faults().on("delete").times(2).before(TransientTests::failInterrupted);
		assertThat(this.files.delete(this.unix.path(this.file))).isTrue();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.file).doesNotExist();
		assertThat(this.retried).hasSize(2);
	}

	@Test
	void anInterruptInAPauseThatDoesNotGrowBreaksNoWrite() {
		this.unix.faults().on("move").before(TransientTests::failInterrupted);
		AtomicFileTemplate equalPauses = AtomicFileTemplate.builder()
			.retry(new RetryOptions(2, Duration.ofMillis(1), 1, Duration.ofMillis(1)))
			.build();
		equalPauses.write(this.unix.path(this.file), NEW);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.file).hasContent("new");
	}

	@Test
	void thePausesGrowUpToABound() {
		RetryOptions options = new RetryOptions(9, Duration.ofMillis(20), 3, Duration.ofMillis(50));
		ExponentialBackOffPolicy pauses = (ExponentialBackOffPolicy) new Transient(options, AtomicFileListener.NO_OP)
			.pauses();
		assertThat(pauses.getInitialInterval()).isEqualTo(20);
		assertThat(pauses.getMultiplier()).isEqualTo(3);
		assertThat(pauses.getMaxInterval()).isEqualTo(50);
	}

	@Test
	void pausesThatDoNotGrowAreEqual() {
		RetryOptions options = new RetryOptions(9, Duration.ofMillis(20), 1, Duration.ofMillis(50));
		BackOffPolicy pauses = new Transient(options, AtomicFileListener.NO_OP).pauses();
		assertThat(pauses).isInstanceOfSatisfying(FixedBackOffPolicy.class,
				(equal) -> assertThat(equal.getBackOffPeriod()).isEqualTo(20));
	}

	@Test
	void attemptsArePausesApart() {
		List<Long> attempts = new ArrayList<>();
		this.unix.faults().on("move").times(2).before(() -> {
			attempts.add(System.nanoTime());
			throw new FileSystemException("a", "b", "Stale file handle");
		});
		AtomicFileTemplate.builder()
			.retry(new RetryOptions(3, Duration.ofMillis(60), 1, Duration.ofMillis(60)))
			.build()
			.write(this.unix.path(this.file), NEW);
		assertThat(Duration.ofNanos(attempts.get(1) - attempts.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(60));
	}

	private static void failInterrupted() throws IOException {
		Thread.currentThread().interrupt();
		throw new FileSystemException("a", "b", "Stale file handle");
	}

	private AtomicWriteException failure(FaultyFileSystem fileSystem) {
		AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class,
				() -> this.files.write(fileSystem.path(this.file), NEW));
		assertThat(failure.outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		return failure;
	}

	@Test
	void whoGivesUpTellsOfTheEarlierAttempts() {
		FileSystemException first = new FileSystemException("a", "b", "Stale file handle");
		FileSystemException last = new FileSystemException("a", "b", "Input/output error");
		this.unix.faults().on("move").failBefore(first);
		this.unix.faults().on("move").nth(2).failBefore(last);
		assertThat(failure(this.unix)).hasCause(last).cause().hasSuppressedException(first);
	}

}
