package io.polystore.atomic.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Files that must not exist yet.
 */
class CreateNewTests {

	private static final int THREADS = 16;

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	@AfterEach
	void noTempIsLeft() {
		assertThat(this.directory).isDirectoryNotContaining("glob:**.polystore-tmp");
	}

	@Test
	void aMissingFileIsCreatedWithItsDirectories() {
		Path file = this.directory.resolve("a/b/file");
		this.files.createNew(file, "content".getBytes());
		assertThat(file).hasContent("content");
		Path streamed = this.directory.resolve("a/c/file");
		this.files.createNew(streamed, (out) -> out.write("streamed".getBytes()));
		assertThat(streamed).hasContent("streamed");
	}

	@RepeatedTest(5)
	void ofManyThreadsExactlyOneCreatesTheFile() throws Exception {
		Path file = this.directory.resolve("file");
		List<Integer> winners = new CopyOnWriteArrayList<>();
		Workers.run(THREADS, (index) -> {
			try {
				this.files.createNew(file, contentOf(index));
				winners.add(index);
			}
			catch (TargetExistsException ex) {
				// as for all but one
			}
		});
		assertThat(winners).hasSize(1);
		assertThat(file).hasBinaryContent(contentOf(winners.get(0)));
		assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
	}

	private static byte[] contentOf(int index) {
		return Integer.toString(index).repeat(10_000).getBytes(StandardCharsets.US_ASCII);
	}

	@Test
	void anExistingFileIsNotTouched() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "old");
		Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		Object inode = Files.getAttribute(file, "unix:ino");
		assertThatExceptionOfType(TargetExistsException.class)
			.isThrownBy(() -> this.files.createNew(file, "new".getBytes()))
			.withMessageContaining("'" + file + "' was not created because it exists already")
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(Outcome.NOT_COMMITTED))
			.isInstanceOf(AtomicWriteException.class);
		assertThat(file).hasContent("old");
		assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.EPOCH));
		assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
	}

	@Test
	void theCallbackIsNotCalledIfTheFileExists() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "old");
		assertThatExceptionOfType(TargetExistsException.class).isThrownBy(() -> this.files.createNew(file, (out) -> {
			throw new AssertionError("called");
		}));
	}

	@Test
	void aFileThatAppearsDuringTheCallbackWins() {
		Path file = this.directory.resolve("file");
		assertThatExceptionOfType(TargetExistsException.class).isThrownBy(() -> this.files.createNew(file, (out) -> {
			out.write("new".getBytes());
			Files.writeString(file, "stranger");
		}));
		assertThat(file).hasContent("stranger");
	}

	@Test
	void aCallbackThatFailsLeavesNoFile() {
		Path file = this.directory.resolve("file");
		assertThatIllegalStateException().isThrownBy(() -> this.files.createNew(file, (out) -> {
			out.write(1);
			throw new IllegalStateException("serialiser failed");
		}));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aDirectoryCountsAsExisting() throws IOException {
		Path target = Files.createDirectory(this.directory.resolve("target"));
		assertThatExceptionOfType(TargetExistsException.class)
			.isThrownBy(() -> this.files.createNew(target, new byte[0]));
		assertThat(target).isEmptyDirectory();
	}

	@Test
	void aFileThatWasDeletedMayBeCreatedAgain() {
		Path file = this.directory.resolve("file");
		this.files.createNew(file, "first".getBytes());
		assertThat(this.files.delete(file)).isTrue();
		assertThat(this.files.delete(file)).isFalse();
		this.files.createNew(file, "second".getBytes());
		assertThat(file).hasContent("second");
	}

}
