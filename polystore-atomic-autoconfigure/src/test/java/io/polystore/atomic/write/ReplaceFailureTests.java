package io.polystore.atomic.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a caller is told when a write fails, and what is left of it.
 */
class ReplaceFailureTests {

	private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

	private static final Predicate<Path> TEMP = (path) -> TempNames.isTemp(path.getFileName().toString());

	private static final SecurityException LOOK = new SecurityException("look failed");

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private Path real;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.real = Files.writeString(this.directory.resolve("file"), "old");
		this.file = this.fileSystem.path(this.real);
	}

	@AfterEach
	void noTempIsLeft() throws IOException {
		assertThat(Temps.in(this.directory)).isEmpty();
	}

	private AtomicWriteException failure() {
		return catchThrowableOfType(AtomicWriteException.class, () -> this.files.write(this.file, NEW));
	}

	@Test
	void aFailedForceIsNeverRepeatedOnTheSameFile() {
		this.faults.on("force", TEMP).failBefore(new IOException("Input/output error"));
		assertThat(failure().outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		assertThat(this.faults.calls("force")).hasSize(1);
		assertThat(this.faults.calls("delete")).extracting("path").isEqualTo(pathsOf("force"));
		assertThat(this.real).hasContent("old");
	}

	@Test
	void evenATransientLookingFailureOfAForceIsFinal() {
		this.faults.on("force").failBefore(new FileSystemException("file", null, "Stale file handle"));
		assertThat(failure().outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		assertThat(this.faults.calls("force")).hasSize(1);
	}

	@Test
	void theNextAttemptAfterAFailedForceUsesAnotherTemp() {
		this.faults.on("force", TEMP).failBefore(new IOException("Input/output error"));
		failure();
		this.files.write(this.file, NEW);
		assertThat(pathsOf("force").stream().filter(TEMP::test).distinct()).hasSize(2);
		assertThat(this.real).hasContent("new");
	}

	private List<Path> pathsOf(String operation) {
		return this.faults.calls(operation).stream().map((call) -> call.path()).toList();
	}

	@Test
	void aFailureAfterTheRenameIsNeverReportedAsNotWritten() {
		this.faults.on("force", this.directory::equals).failBefore(new IOException("Input/output error"));
		AtomicWriteException failure = failure();
		assertThat(failure.outcome()).isEqualTo(Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertThat(failure).hasMessageContaining("was changed").hasMessageContaining("Input/output error");
		assertThat(this.faults.calls("force")).hasSize(2);
		assertThat(this.real).hasContent("new");
	}

	@Test
	void aDirectoryThatCannotBeOpenedFailsTheWriteBeforeTheRename() {
		this.faults.on("open", this.directory::equals).failBefore(new AccessDeniedException("directory"));
		assertThat(failure().outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		assertThat(this.faults.operations()).doesNotContain("move");
	}

	@Test
	void aRenameWhoseAnswerWasLostCounts() {
		this.faults.on("move").failAfter(new FileSystemException("file", null, "Input/output error"));
		this.files.write(this.file, NEW);
		assertThat(this.real).hasContent("new");
		assertThat(this.faults.calls("force")).hasSize(2);
	}

	@Test
	void aRenameWhoseAnswerWasLostCountsEvenIfItIsTriedAgain() {
		this.faults.on("move").failAfter(new FileSystemException("file", null, "Stale file handle"));
		this.files.write(this.file, NEW);
		assertThat(this.faults.calls("move")).hasSize(2);
		assertThat(this.real).hasContent("new");
	}

	@Test
	void aLinkWhoseAnswerWasLostCountsAndLeavesNoTemp() {
		this.faults.on("createLink").failAfter(new FileSystemException("file", null, "Input/output error"));
		this.files.createNew(this.file.resolveSibling("other"), NEW);
		assertThat(this.real.resolveSibling("other")).hasContent("new");
	}

	@Test
	void aDeletionWhoseAnswerWasLostCounts() {
		this.faults.on("delete").failAfter(new FileSystemException("file", null, "Input/output error"));
		assertThat(this.files.delete(this.file)).isTrue();
		assertThat(this.real).doesNotExist();
		assertThat(this.faults.calls("force")).hasSize(1);
	}

	@Test
	void aDeletionWhoseAnswerWasLostCountsEvenIfItIsTriedAgain() {
		this.faults.on("delete").failAfter(new FileSystemException("file", null, "Stale file handle"));
		assertThat(this.files.delete(this.file)).isTrue();
		assertThat(this.faults.calls("delete")).hasSize(2);
	}

	@Test
	void aDeletionThatIsNotKnownToBeDurableIsToldSo() {
		this.faults.on("force").failBefore(new IOException("Input/output error"));
		AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class,
				() -> this.files.delete(this.file));
		assertThat(failure.outcome()).isEqualTo(Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertThat(this.real).doesNotExist();
	}

	@Test
	void whatFailsDuringTheCleanUpIsKeptBesideTheFirstFailure() throws IOException {
		this.faults.on("write").failBefore(new IOException("No space left on device"));
		this.faults.on("close", TEMP).failBefore(new IOException("close failed"));
		this.faults.on("delete", TEMP).failAfter(new IOException("delete failed"));
		assertThat(failure()).cause()
			.hasMessage("No space left on device")
			.satisfies(
					(cause) -> assertThat(Stream.of(cause.getSuppressed()).flatMap(ReplaceFailureTests::withSuppressed))
						.extracting(Throwable::getMessage)
						.containsExactlyInAnyOrder("close failed", "delete failed"));
	}

	private static Stream<Throwable> withSuppressed(Throwable failure) {
		return Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed()));
	}

	@Test
	void whatFailsDuringTheCleanUpIsKeptBesideTheFailureOfACallback() {
		this.faults.on("delete", TEMP).failAfter(new IOException("delete failed"));
		IllegalStateException failure = catchThrowableOfType(IllegalStateException.class,
				() -> this.files.write(this.file, (out) -> {
					throw new IllegalStateException("serialiser failed");
				}));
		assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("delete failed");
	}

	@Test
	void thereIsNoFallBackWhereRenamesAreNotAtomic() {
		this.faults.on("move").failBefore(new AtomicMoveNotSupportedException("temp", "file", "not here"));
		AtomicWriteException failure = failure();
		assertThat(failure).hasCauseInstanceOf(AtomicMoveNotSupportedException.class)
			.hasMessageContaining("cannot rename atomically");
		assertThat(failure.outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		assertThat(this.faults.calls("move")).hasSize(1);
		assertThat(this.faults.operations()).doesNotContain("copy");
		assertThat(this.real).hasContent("old");
	}

	@Test
	void aLostCloseIsAFailureBeforeTheRename() {
		this.faults.on("close", TEMP).failBefore(new IOException("Disk quota exceeded"));
		AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class,
				() -> this.files.write(this.file, WriteOptions.of(Durability.NONE), NEW));
		assertThat(failure.outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		assertThat(this.real).hasContent("old");
	}

	@ParameterizedTest
	@MethodSource
	void theMessageTellsWhatCanBeDone(String operation, IOException cause, String remedy) {
		this.faults.on(operation).failBefore(cause);
		assertThat(failure()).hasCause(cause)
			.hasMessageContaining("'" + this.file + "' was not changed")
			.hasMessageContaining(remedy);
	}

	static Stream<Arguments> theMessageTellsWhatCanBeDone() {
		return Stream.of(Arguments.of("write", new IOException("No space left on device"), "free some space"),
				Arguments.of("write", new IOException("Disk quota exceeded"), "free some space"),
				Arguments.of("move", new FileSystemException("a", "b", "Device or resource busy"), "mount point"),
				Arguments.of("open", new FileSystemException("a", null, "Read-only file system"), "writable"),
				Arguments.of("open", new AccessDeniedException("a"), "must be allowed to create files"));
	}

	@Test
	void theCallersOwnFrameIsInTheStackTrace() {
		this.faults.on("write").failBefore(new IOException("Input/output error"));
		assertThat(failure().getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals("failure"));
	}

	@Test
	void theWriterMayBeUsedAgainAfterAnyFailure() {
		this.faults.on("move").failBefore(new IOException("Input/output error"));
		failure();
		this.files.write(this.file, NEW);
		assertThat(this.real).hasContent("new");
	}

	@Test
	void anIOExceptionOfTheCallbackIsNoFailureToWrite() {
		UncheckedIOException failure = catchThrowableOfType(UncheckedIOException.class,
				() -> this.files.write(this.file, (out) -> {
					throw new IOException("source failed");
				}));
		assertThat(failure).cause().hasMessage("source failed");
		assertThat(this.real).hasContent("old");
	}

	@Test
	void whatIsUncheckedDuringTheCleanUpHidesNothingEither() {
		this.faults.on("write").failBefore(new IOException("No space left on device"));
		this.faults.on("close", TEMP).before(() -> {
			throw new IllegalStateException("close failed");
		});
		this.faults.on("delete", TEMP).after(() -> {
			throw new StackOverflowError("delete failed");
		});
		this.faults.on("close", this.directory::equals).before(() -> {
			throw new IllegalStateException("ignored");
		});
		assertThat(failure()).cause()
			.hasMessage("No space left on device")
			.satisfies((cause) -> assertThat(cause.getSuppressed()).extracting(Throwable::getMessage)
				.contains("close failed", "delete failed"));
		assertThat(pathsOf("delete")).isNotEmpty().noneMatch(TempFile::isLive);
		assertThat(this.faults.open()).isEmpty();
	}

	@Test
	void aHandleThatCannotBeClosedDoesNotHideWhyThereIsNoTemp() {
		this.faults.on("open", TEMP).failBefore(new IOException("Too many open files"));
		this.faults.on("close").failBefore(new IOException("close failed"));
		assertThat(failure()).cause().hasMessage("Too many open files");
	}

	@Test
	void whoCannotLookDoesNotSayThatNothingHappened() {
		this.faults.on("move").failAfter(new FileSystemException("file", null, "Input/output error"));
		failingLook();
		AtomicWriteException failure = failure();
		assertThat(failure.outcome()).isEqualTo(Outcome.COMMITTED_DURABILITY_UNKNOWN);
		assertThat(failure).cause().hasMessageContaining("Input/output error").hasSuppressedException(LOOK);
		assertThat(this.real).hasContent("new");
	}

	@Test
	void whoCannotLookSeesThatNothingHappenedByTheTemp() {
		this.faults.on("move").failBefore(new FileSystemException("file", null, "Input/output error"));
		failingLook();
		assertThat(failure().outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		assertThat(this.real).hasContent("old");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whoCannotLookAtALinkIsToldByTheNumberOfNames(boolean linked) {
		FileSystemException lost = new FileSystemException("file", null, "Input/output error");
		if (linked) {
			this.faults.on("createLink").failAfter(lost);
		}
		else {
			this.faults.on("createLink").failBefore(lost);
		}
		failingLook();
		AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class,
				() -> this.files.createNew(this.file.resolveSibling("other"), NEW));
		assertThat(failure.outcome()).isEqualTo(linked ? Outcome.COMMITTED_DURABILITY_UNKNOWN : Outcome.NOT_COMMITTED);
		assertThat(Files.exists(this.real.resolveSibling("other"))).isEqualTo(linked);
	}

	/** Of the one who wants to know whether the target is what was written. */
	private void failingLook() {
		this.faults
			.when((call) -> call.is("readAttributes") && call.detail().contains("fileKey") && !TEMP.test(call.path()))
			.before(() -> {
				throw LOOK;
			});
	}

	@Test
	void anErrorBehindTheLinkLeavesNoTemp() {
		this.faults.on("createLink").after(() -> {
			throw new StackOverflowError("expected");
		});
		AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class,
				() -> this.files.createNew(this.file.resolveSibling("other"), NEW));
		assertThat(failure.outcome()).isEqualTo(Outcome.COMMITTED_DURABILITY_UNKNOWN);
	}

	@Test
	void aDeletionCountsWhateverItsProviderThrewAfterIt() {
		this.faults.on("delete").after(() -> {
			throw new IllegalStateException("broken");
		});
		assertThat(this.files.delete(this.file)).isTrue();
		assertThat(this.real).doesNotExist();
	}

	@Test
	void aDirectoryThatCannotBeLookedAtIsNotTakenForMissing() throws IOException {
		Files.delete(this.real);
		this.faults.on("readAttributes", this.directory::equals)
			.nth(2)
			.failBefore(new IOException("Input/output error"));
		AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class,
				() -> this.files.delete(this.file));
		assertThat(failure).cause().hasMessage("Input/output error");
	}

}
