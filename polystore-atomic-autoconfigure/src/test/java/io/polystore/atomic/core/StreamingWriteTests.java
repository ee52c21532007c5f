package io.polystore.atomic.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.write.AtomicFileOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Content that is streamed, by a callback or by a stream with a commit.
 */
class StreamingWriteTests {

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
	void nothingIsLeftBehind() throws IOException {
		assertThat(this.directory).isDirectoryNotContaining("glob:**.polystore-tmp");
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	@Test
	void whatTheCallbackWritesBecomesTheContent() {
		this.files.write(this.file, (out) -> {
			out.write('a');
			out.write("bcd".getBytes());
			out.write("xefx".getBytes(), 1, 2);
		});
		assertThat(this.real).hasContent("abcdef");
	}

	@Test
	void readersSeeTheOldContentUntilTheCallbackHasReturned() {
		this.files.write(this.file, (out) -> {
			out.write("new".getBytes());
			out.flush();
			assertThat(this.real).hasContent("old");
		});
		assertThat(this.real).hasContent("new");
	}

	@Test
	void closingTheStreamInsideOnlyFlushesIt() {
		this.files.write(this.file, (out) -> {
			try (OutputStream inner = new BufferedOutputStream(out)) {
				inner.write("first".getBytes());
			}
			assertThat(this.real).hasContent("old");
			out.write(" second".getBytes());
			out.close();
			out.close();
		});
		assertThat(this.real).hasContent("first second");
	}

	@Test
	void closingTheStreamInsideTellsWhatCouldNotBeWritten() {
		this.faults.on("write").failBefore(new IOException("No space left on device"));
		List<IOException> told = new ArrayList<>();
		catchThrowable(() -> this.files.write(this.file, (out) -> {
			out.write(1);
			try {
				out.close();
			}
			catch (IOException ex) {
				told.add(ex);
			}
		}));
		assertThat(told).singleElement().asString().contains("No space left on device");
	}

	@Test
	void aCheckedExceptionOfTheCallbackArrivesUnwrapped() {
		TimeoutException failure = new TimeoutException("too slow");
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.files.<TimeoutException>write(this.file, (out) -> {
				out.write(1);
				throw failure;
			}))
			.isSameAs(failure);
		assertThat(this.real).hasContent("old");
	}

	@Test
	void aRuntimeExceptionOfTheCallbackArrivesUnwrapped() {
		IllegalStateException failure = new IllegalStateException("serialiser failed");
		assertThatIllegalStateException().isThrownBy(() -> this.files.write(this.file, (out) -> {
			out.write(1);
			throw failure;
		})).isSameAs(failure);
		assertThat(this.real).hasContent("old");
	}

	@Test
	void anErrorOfTheCallbackArrivesUnwrapped() {
		AssertionError failure = new AssertionError("serialiser failed");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.files.write(this.file, (out) -> {
			out.write(1);
			throw failure;
		})).isSameAs(failure);
		assertThat(this.real).hasContent("old");
	}

	@Test
	void anIOExceptionOfTheCallbackArrivesAsUnchecked() {
		IOException failure = new IOException("source failed");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.files.write(this.file, (out) -> {
			out.write(1);
			throw failure;
		})).withCause(failure);
		assertThat(this.real).hasContent("old");
	}

	@Test
	void anIOExceptionOfTheStreamIsAFailureToWrite() {
		IOException failure = new IOException("No space left on device");
		this.faults.on("write").failBefore(failure);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.files.write(this.file, (out) -> {
			out.write(1);
			out.flush();
		})).withCause(failure).satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(Outcome.NOT_COMMITTED));
		assertThat(this.real).hasContent("old");
	}

	@Test
	void anIOExceptionOfTheStreamThatIsSwallowedStillPreventsTheCommit() {
		IOException failure = new IOException("No space left on device");
		this.faults.on("write").failBefore(failure);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.files.write(this.file, (out) -> {
			assertThatIOException().isThrownBy(() -> out.write(new byte[1 << 20]));
			assertThatIOException().isThrownBy(() -> out.write(1)).withCause(failure);
		})).withCause(failure);
		assertThat(this.real).hasContent("old");
	}

	@Test
	void aStreamThatIsKeptCannotBeWrittenToLater() {
		List<OutputStream> kept = new ArrayList<>();
		this.files.write(this.file, kept::add);
		assertThatIOException().isThrownBy(() -> kept.get(0).write(1)).withMessageContaining("committed or closed");
		assertThatIOException().isThrownBy(() -> kept.get(0).flush());
		assertThat(this.real).isEmptyFile();
	}

	@Test
	void aCallbackMayWriteOtherFiles() {
		Path other = this.directory.resolve("other");
		this.files.write(this.file, (out) -> this.files.write(other, (inner) -> {
			out.write("outer".getBytes());
			inner.write("inner".getBytes());
		}));
		assertThat(this.real).hasContent("outer");
		assertThat(other).hasContent("inner");
	}

	@Test
	void theLastOfTwoStreamsToOneFileWins() {
		try (AtomicFileOutputStream first = open("first"); AtomicFileOutputStream second = open("second")) {
			second.commit();
			assertThat(this.real).hasContent("second");
			first.commit();
		}
		assertThat(this.real).hasContent("first");
	}

	private AtomicFileOutputStream open(String content) {
		AtomicFileOutputStream out = this.files.openForWrite(this.file);
		assertThat(out.path()).isEqualTo(this.file);
		try {
			out.write(content.getBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out;
	}

	@Test
	void aStreamThatIsClosedWithoutACommitIsRolledBack() throws IOException {
		try (AtomicFileOutputStream out = open("new")) {
			out.flush();
			assertThat(this.directory).isDirectoryContaining("glob:**.polystore-tmp");
		}
		assertThat(this.real).hasContent("old");
	}

	@Test
	void closingAgainDoesNothing() {
		AtomicFileOutputStream out = open("new");
		out.close();
		int calls = this.faults.calls().size();
		out.close();
		assertThat(this.faults.calls()).hasSize(calls);
	}

	@Test
	void closingAfterACommitDoesNothing() {
		try (AtomicFileOutputStream out = open("new")) {
			out.commit();
			this.files.writeString(this.file, "newer");
		}
		assertThat(this.real).hasContent("newer");
	}

	@Test
	void afterACommitNothingCanBeWrittenOrCommitted() {
		try (AtomicFileOutputStream out = open("new")) {
			out.commit();
			assertThatIOException().isThrownBy(() -> out.write(1));
			assertThatIOException().isThrownBy(() -> out.write(new byte[1]));
			assertThatIllegalStateException().isThrownBy(out::commit);
		}
		assertThat(this.real).hasContent("new");
	}

	@Test
	void afterACloseNothingCanBeWrittenOrCommitted() {
		AtomicFileOutputStream out = open("new");
		out.close();
		assertThatIOException().isThrownBy(() -> out.write(1));
		assertThatIllegalStateException().isThrownBy(out::commit);
		assertThat(this.real).hasContent("old");
	}

	@Test
	void aCommitThatFailsEndsTheStreamAndLeavesNoTemp() {
		this.faults.on("move").failBefore(new IOException("Input/output error"));
		try (AtomicFileOutputStream out = open("new")) {
			assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(out::commit);
			assertThat(this.directory).isDirectoryNotContaining("glob:**.polystore-tmp");
			assertThatIllegalStateException().isThrownBy(out::commit);
		}
		assertThat(this.real).hasContent("old");
	}

	@Test
	void anErrorDuringACommitLeavesNoTempEither() {
		this.faults.on("force").before(() -> {
			throw new OutOfMemoryError("for the test");
		});
		try (AtomicFileOutputStream out = open("new")) {
			assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(out::commit)
				.withCauseInstanceOf(OutOfMemoryError.class);
		}
		assertThat(this.real).hasContent("old");
	}

	@Test
	void afterAFailedWriteNothingMoreIsWritten() {
		this.faults.on("write").failBefore(new IOException("No space left on device"));
		AtomicFileOutputStream out = this.files.openForWrite(this.file);
		assertThatIOException().isThrownBy(() -> out.write(new byte[100_000]));
		assertThatIOException().isThrownBy(() -> out.write(new byte[100_000]))
			.withMessage("An earlier write failed")
			.withRootCauseInstanceOf(IOException.class);
		assertThat(this.faults.calls("write")).hasSize(1);
		out.close();
		assertThatIOException().isThrownBy(() -> out.write(1)).withMessageContaining("was committed or closed already");
	}

	@Test
	void whatIsUncheckedIsNotSwallowedEither() {
		AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class, () -> {
			try (AtomicFileOutputStream out = this.files.openForWrite(this.file)) {
				this.fileSystem.faults().on("write").after(() -> {
					throw new IllegalStateException("broken");
				});
				catchThrowable(() -> out.write(new byte[100_000]));
				out.commit();
			}
		});
		assertThat(failure).hasRootCauseMessage("broken");
		assertThat(failure.outcome()).isEqualTo(Outcome.NOT_COMMITTED);
		assertThat(this.real).hasContent("old");
	}

}
