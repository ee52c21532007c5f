package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.polystore.atomic.LockOptions;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SizesTests {

	private static final int LIMIT = 1000;

	@TempDir
	Path root;

	private Path file;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() throws IOException {
		Path directory = Files.createDirectory(this.root.resolve("documents"));
		this.file = directory.resolve("d.json");
		this.documents = TestDocuments.in(directory, JsonFileOptions.defaults().withMaxDocumentSize(LIMIT));
	}

	@ParameterizedTest
	@ValueSource(ints = { LIMIT + 1, LIMIT + 2, 2 * LIMIT, 8192, 8193, 65536, 1_000_000 })
	void aFileAboveTheLimitIsNotRead(int size) throws IOException {
		Files.writeString(this.file, textOf(size));
		DirectorySnapshot before = DirectorySnapshot.of(this.documents.directory());
		AtomicInteger calls = new AtomicInteger();
		assertTooLarge(() -> this.documents.find("d", String.class));
		assertTooLarge(() -> this.documents.findVersioned("d", String.class));
		assertTooLarge(() -> this.documents.update("d", String.class, (current) -> "" + calls.incrementAndGet()));
		assertTooLarge(() -> this.documents.update("d", String.class, () -> "",
				(current) -> current + calls.incrementAndGet()));
		assertTooLarge(() -> this.documents.document("d", String.class, () -> "").get());
		assertThat(calls).hasValue(0);
		assertThat(DirectorySnapshot.of(this.documents.directory())).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(ints = { LIMIT + 1, LIMIT + 2, 2 * LIMIT, 8192, 8193, 65536, 1_000_000 })
	void aValueAboveTheLimitIsNotWritten(int size) {
		this.documents.save("d", "before");
		DirectorySnapshot before = DirectorySnapshot.of(this.documents.directory());
		String value = "x".repeat(size - 2);
		assertTooLarge(() -> this.documents.save("d", value));
		assertTooLarge(() -> this.documents.save("other", value));
		assertTooLarge(() -> this.documents.save("d", value, Version.ABSENT));
		assertTooLarge(() -> this.documents.update("d", String.class, (current) -> value));
		assertTooLarge(() -> this.documents.update("other", String.class, () -> value, (current) -> current));
		assertThat(DirectorySnapshot.of(this.documents.directory())).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 500, LIMIT - 1, LIMIT })
	void aDocumentUpToTheLimitIsReadAndWritten(int size) {
		this.documents.save("d", "x".repeat(size - 2));
		assertThat(this.file).hasContent(textOf(size));
		assertThat(this.documents.find("d", String.class)).contains("x".repeat(size - 2));
		assertThat(this.documents.update("d", String.class, (current) -> current)).hasSize(size - 2);
	}

	@Test
	void theLimitCountsBytesAndNotCharacters() {
		this.documents.save("d", "ü".repeat(499));
		assertTooLarge(() -> this.documents.save("d", "ü".repeat(500)));
	}

	@Test
	void anEndlessValueEndsAtTheLimit() {
		Iterator<Integer> endless = IntStream.iterate(0, (i) -> i + 1).iterator();
		assertTooLarge(() -> this.documents.save("d", new Object() {

			@SuppressWarnings("unused")
			public Iterator<Integer> getNumbers() {
				return endless;
			}

		}));
		assertThat(endless.next()).isLessThan(100_000);
		assertThat(this.file).doesNotExist();
	}

	@Test
	void whatIsTooLargeToBeReadCanBeReplacedAndDeleted() throws IOException {
		Files.writeString(this.file, textOf(LIMIT + 1));
		assertThat(this.documents.delete("d")).isTrue();
		Files.writeString(this.file, textOf(LIMIT + 1));
		this.documents.save("d", "small");
		assertThat(this.documents.find("d", String.class)).contains("small");
	}

	@Test
	@SuppressWarnings("try")
	void nobodyWaitsForTheLockOfAFileAboveTheLimit() throws IOException {
		Files.writeString(this.file, textOf(LIMIT + 1));
		try (LockHandle lock = TestDocuments.files(this.documents.directory()).lockFor(this.file)) {
			assertThat(Background
				.of(() -> this.documents.with(LockOptions.of(Duration.ZERO))
					.update("d", String.class, (current) -> current))
				.failure()).isInstanceOf(DocumentTooLargeException.class);
		}
	}

	@Test
	@SuppressWarnings("try")
	void aFileThatGrowsWhileAnUpdateWaitsIsNotReadEither() throws IOException {
		this.documents.save("d", "small");
		Background<String> update;
		try (LockHandle lock = TestDocuments.files(this.documents.directory()).lockFor(this.file)) {
			update = Background.of(() -> this.documents.update("d", String.class, (current) -> "changed"))
				.awaitWaiting();
			Files.writeString(this.file, textOf(LIMIT + 1));
		}
		assertThat(update.failure()).isInstanceOf(DocumentTooLargeException.class);
		assertThat(this.file).hasContent(textOf(LIMIT + 1));
	}

	private static String textOf(int size) {
		return "\"" + "x".repeat(size - 2) + "\"";
	}

	private void assertTooLarge(Callable<?> operation) {
		assertThatExceptionOfType(DocumentTooLargeException.class).isThrownBy(operation::call)
			.satisfies((ex) -> assertThat(ex.limit()).isEqualTo(LIMIT))
			.withMessageContaining("%d bytes", LIMIT);
	}

}
