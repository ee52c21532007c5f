package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Commands;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Names that are long or foreign, and targets that are no ordinary files.
 */
class UnusualTargetTests {

	private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource
	void everyNameThatTheFileSystemTakesCanBeWritten(String name) throws IOException {
		Path file = this.directory.resolve(name);
		Assumptions.assumeTrue(Files.exists(Files.createFile(file)));
		Files.delete(file);
		this.files.createNew(file, CONTENT);
		this.files.write(file, (out) -> out.write(CONTENT));
		this.files.write(file, CONTENT);
		assertThat(file).hasBinaryContent(CONTENT);
		assertThat(this.files.delete(file)).isTrue();
		assertThat(this.directory).isEmptyDirectory();
	}

	static Stream<String> everyNameThatTheFileSystemTakesCanBeWritten() {
		return Stream.of("x", "x".repeat(255), "x".repeat(250) + ".json", "ü".repeat(127), "漢".repeat(85),
				"\uD83D\uDE00".repeat(63), "with space", "tab\tand\nnewline", "-rf", "*", "a\\b", "'\"", ".hidden",
				"...", "percent%20", ".x.0123456789abcdef01234567.polystore-tmp");
	}

	@Test
	void aNameThatIsTooLongIsAnErrorAndLeavesNothing() throws IOException {
		Path file = this.directory.resolve("x".repeat(256));
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.files.write(file, CONTENT))
			.withMessageContaining("File name too long");
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.files.createNew(file, CONTENT))
			.withMessageContaining("File name too long");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aDirectoryIsNeitherReplacedNorDeleted() throws IOException {
		Path target = Files.createDirectory(this.directory.resolve("target"));
		refused(target, "it is not a regular file");
		assertThat(target).isEmptyDirectory();
	}

	@Test
	void aPipeIsNeitherReplacedNorDeleted() throws IOException {
		Path pipe = this.directory.resolve("pipe");
		Commands.assumeWorks("mkfifo", pipe.toString());
		refused(pipe, "it is not a regular file");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), pipe);
		refused(link, "it is not a regular file");
		assertThat(Files.readAttributes(pipe, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()).isTrue();
	}

	@Test
	void aPipeIsRefusedBeforeAnUpdateWaitsForWhoWritesToIt() throws IOException {
		Path pipe = this.directory.resolve("pipe");
		Commands.assumeWorks("mkfifo", pipe.toString());
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), pipe);
		List<Path> before = names();
		for (Path path : List.of(pipe, link)) {
			AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class,
					() -> this.files.update(path, (content) -> CONTENT));
			assertThat(failure.outcome()).isEqualTo(Outcome.NOT_COMMITTED);
			assertThat(failure).hasMessageContaining("it is not a regular file");
		}
		assertThat(names()).isEqualTo(before);
	}

	@Test
	void aDeviceIsNeitherReplacedNorDeleted() throws IOException {
		Path device = this.directory.resolve("null");
		Commands.assumeWorks("mknod", device.toString(), "c", "1", "3");
		refused(device, "it is not a regular file");
	}

	@Test
	void aFileThatIsItselfMountedIsAnErrorThatSaysSo() throws IOException {
		Path source = Files.writeString(this.directory.resolve("source"), "old");
		Path file = Files.writeString(this.directory.resolve("file"), "below");
		Commands.assumeWorks("mount", "--bind", source.toString(), file.toString());
		try {
			refused(file, "mount its directory instead");
			assertThat(file).hasContent("old");
		}
		finally {
			assertThat(Commands.works("umount", file.toString())).isTrue();
		}
		assertThat(file).hasContent("below");
	}

	private void refused(Path target, String reason) throws IOException {
		for (Runnable operation : new Runnable[] { () -> this.files.write(target, CONTENT),
				() -> this.files.write(target, (out) -> out.write(CONTENT)), () -> this.files.delete(target),
				() -> this.files.createNew(target, CONTENT) }) {
			List<Path> before = names();
			AtomicWriteException failure = catchThrowableOfType(AtomicWriteException.class, operation::run);
			assertThat(failure.outcome()).isEqualTo(Outcome.NOT_COMMITTED);
			assertThat(failure.getMessage()).containsAnyOf(reason, "exists already");
			assertThat(failure).hasCauseInstanceOf(FileSystemException.class);
			assertThat(names()).isEqualTo(before);
		}
	}

	private List<Path> names() throws IOException {
		try (Stream<Path> names = Files.list(this.directory)) {
			return names.sorted().toList();
		}
	}

	@Test
	void anEmptyFileIsAFile() throws IOException {
		Path file = this.directory.resolve("file");
		this.files.write(file, new byte[0]);
		assertThat(file).isEmptyFile();
		this.files.write(file, CONTENT);
		this.files.write(file, (out) -> {
		});
		assertThat(file).isEmptyFile();
		this.files.writeString(file, "");
		assertThat(this.files.read(file)).isEmpty();
		assertThat(names()).containsExactly(file);
	}

}
