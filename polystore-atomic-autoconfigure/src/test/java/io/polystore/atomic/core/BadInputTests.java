package io.polystore.atomic.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.OutputStreamCallback;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.WriterCallback;
import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is no path, no content or no option: a clear error, and the directory as before.
 */
class BadInputTests {

	private static final byte[] CONTENT = "new".getBytes(StandardCharsets.UTF_8);

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private DirectorySnapshot before;

	@BeforeEach
	void createFiles() throws IOException {
		Files.writeString(this.directory.resolve("file"), "old");
		Files.createDirectory(this.directory.resolve("directory"));
		this.before = DirectorySnapshot.of(this.directory);
	}

	@AfterEach
	void theDirectoryIsByteForByteAsBefore() throws IOException {
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(this.before);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void nullIsNamedAndRefused(String name, BiConsumer<AtomicFileTemplate, Path> call) {
		assertThatNullPointerException().isThrownBy(() -> call.accept(this.files, this.directory.resolve("a/b/file")))
			.withMessage("'%s' must not be null", name.substring(name.indexOf('#') + 1));
	}

	static Stream<Arguments> nullIsNamedAndRefused() {
		Map<String, BiConsumer<AtomicFileTemplate, Path>> calls = new LinkedHashMap<>();
		WriteOptions options = WriteOptions.inherit();
		calls.put("read#file", (files, path) -> files.read(null));
		calls.put("write#file", (files, path) -> files.write(null, CONTENT));
		calls.put("write#content", (files, path) -> files.write(path, (byte[]) null));
		calls.put("write#options", (files, path) -> files.write(path, null, CONTENT));
		calls.put("stream#file", (files, path) -> files.write(null, (out) -> out.write(1)));
		calls.put("stream#callback", (files, path) -> files.write(path, (OutputStreamCallback<RuntimeException>) null));
		calls.put("stream#options", (files, path) -> files.write(path, null, (out) -> out.write(1)));
		calls.put("writeString#file", (files, path) -> files.writeString(null, "text"));
		calls.put("writeString#text", (files, path) -> files.writeString(path, null));
		calls.put("writeString#charset", (files, path) -> files.writeString(path, "text", null));
		calls.put("writeText#file", (files, path) -> files.writeText(null, (out) -> out.write(1)));
		calls.put("writeText#callback",
				(files, path) -> files.writeText(path, (WriterCallback<RuntimeException>) null));
		calls.put("writeText#charset", (files, path) -> files.writeText(path, options, null, (out) -> out.write(1)));
		calls.put("openForWrite#file", (files, path) -> files.openForWrite(null));
		calls.put("openForWrite#options", (files, path) -> files.openForWrite(path, null));
		calls.put("createNew#file", (files, path) -> files.createNew(null, CONTENT));
		calls.put("createNew#content", (files, path) -> files.createNew(path, (byte[]) null));
		calls.put("createNew#callback",
				(files, path) -> files.createNew(path, (OutputStreamCallback<RuntimeException>) null));
		calls.put("delete#file", (files, path) -> files.delete(null));
		calls.put("delete#options", (files, path) -> files.delete(path, null));
		calls.put("update#file", (files, path) -> files.update(null, (content) -> content));
		calls.put("update#change", (files, path) -> files.update(path, (ContentChange<RuntimeException>) null));
		calls.put("update#options", (files, path) -> files.update(path, (LockOptions) null, (content) -> content));
		return calls.entrySet().stream().map((call) -> arguments(call.getKey(), call.getValue()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", ".", "..", "directory", "directory/", "directory/.", "directory/..", "file/..",
			"file/below", "file/below/below", "directory/../directory" })
	void whatNamesNoFileIsRefused(String name) {
		Path path = name.startsWith("/") ? Path.of(name) : this.directory.resolve(name);
		refused(() -> this.files.write(path, CONTENT));
		refused(() -> this.files.write(path, (out) -> out.write(CONTENT)));
		refused(() -> this.files.writeString(path, "text"));
		refused(() -> this.files.openForWrite(path));
		refused(() -> this.files.createNew(path, CONTENT));
		refused(() -> this.files.createNew(path, (out) -> out.write(CONTENT)));
		refused(() -> this.files.delete(path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "." })
	void theWorkingDirectoryIsNoFile(String name) {
		Path path = Path.of(name);
		refused(() -> this.files.write(path, CONTENT));
		refused(() -> this.files.createNew(path, CONTENT));
		refused(() -> this.files.delete(path));
	}

	@Test
	void theRootIsSaidToBeNoFile() {
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.createNew(Path.of("/"), CONTENT))
			.withMessageContaining("the path names no file");
	}

	@Test
	void anUpdateOfTheRootIsSaidToBeOfNoFile() {
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.update(Path.of("/"), (content) -> CONTENT))
			.withMessageContaining("the path names no file");
	}

	@Test
	void aNameThatThePlatformCannotHoldIsRefusedByThePlatform() {
		assertThatExceptionOfType(InvalidPathException.class)
			.isThrownBy(() -> this.files.write(this.directory.resolve("a\0b"), CONTENT));
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 5000 })
	void aNameThatIsTooLongIsRefused(int length) {
		Path path = this.directory.resolve("x".repeat(length));
		refused(() -> this.files.write(path, CONTENT));
		refused(() -> this.files.createNew(path, CONTENT));
		refused(() -> this.files.openForWrite(path.resolve("file")));
		refused(() -> this.files.delete(path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "directory", "file/below" })
	void whatCannotBeReadIsRefused(String name) {
		Path path = this.directory.resolve(name);
		assertThatExceptionOfType(AtomicFileException.class).isThrownBy(() -> this.files.read(path))
			.withMessageContaining("'%s' cannot be read", path)
			.withCauseInstanceOf(IOException.class);
	}

	private static void refused(Runnable operation) {
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(operation::run)
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(AtomicWriteException.Outcome.NOT_COMMITTED));
	}

}
