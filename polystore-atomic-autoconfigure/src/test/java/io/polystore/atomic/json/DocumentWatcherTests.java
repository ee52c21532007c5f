package io.polystore.atomic.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.DocumentChangedEvent.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DocumentWatcherTests {

	@TempDir
	private Path root;

	private Path directory;

	private JsonFileRepository documents;

	private RecordedChanges changes;

	private DocumentWatcher watcher;

	@BeforeEach
	void watch() throws IOException {
		this.directory = Files.createDirectory(this.root.resolve("data"));
		this.documents = TestDocuments.in(this.directory);
		this.changes = new RecordedChanges(this.directory);
		RecordedChanges.save(this.directory, "config", "{\"a\": 1}");
		this.watcher = DocumentWatcher.start(this.documents, this.changes);
	}

	@AfterEach
	void close() {
		this.watcher.close();
	}

	@Test
	void tellsWhatBecameOfADocument() throws IOException {
		Path file = this.directory.resolve("new.json");
		RecordedChanges.save(this.directory, "new", "1");
		assertThat(this.changes.await("new", Kind.CREATED))
			.isEqualTo(new DocumentChangedEvent("new", file, Kind.CREATED, RecordedChanges.version("1")));
		RecordedChanges.save(this.directory, "new", "2");
		assertThat(this.changes.await("new", Kind.MODIFIED))
			.isEqualTo(new DocumentChangedEvent("new", file, Kind.MODIFIED, RecordedChanges.version("2")));
		Files.delete(file);
		assertThat(this.changes.await("new", Kind.DELETED))
			.isEqualTo(new DocumentChangedEvent("new", file, Kind.DELETED, Version.ABSENT));
		assertThat(this.changes.barrier().told()).containsExactly("new CREATED", "new MODIFIED", "new DELETED");
	}

	@Test
	void theVersionIsThatOfTheRepository() {
		RecordedChanges.save(this.directory, "config", "{\"a\": 2}");
		DocumentChangedEvent event = this.changes.await("config", Kind.MODIFIED);
		assertThat(this.documents.findVersioned("config", Object.class)).get()
			.extracting(Versioned::version)
			.isEqualTo(event.version());
	}

	@Test
	void whatWasThereAtTheStartIsNoChange() throws IOException {
		Files.setLastModifiedTime(this.directory.resolve("config.json"), FileTime.fromMillis(0));
		assertThat(this.changes.barrier().told()).isEmpty();
	}

	@Test
	void theSameContentAgainIsNoChange() throws IOException {
		RecordedChanges.save(this.directory, "config", "{\"a\": 1}");
		Files.writeString(this.directory.resolve("config.json"), "{\"a\": 1}");
		assertThat(this.changes.barrier().told()).isEmpty();
	}

	@Test
	void ownChangesOfAnyKindAreNotTold() throws Exception {
		AtomicFileTemplate other = TestDocuments.files(this.directory);
		this.documents.save("config", 1);
		this.documents.save("own", 1);
		TestDocuments.in(this.root).in(Path.of("data")).save("other/own", 1);
		for (int i = 0; i < 100; i++) {
			this.documents.update("own", Integer.class, (value) -> value + 1);
		}
		other.writeString(this.directory.resolve("written.json"), "1");
		other.write(this.directory.resolve("streamed.json"), (out) -> out.write('1'));
		other.createNew(this.directory.resolve("created.json"), new byte[] { '1' });
		other.delete(this.directory.resolve("written.json"));
		this.documents.delete("config");
		assertThat(this.changes.barrier().told()).isEmpty();
	}

	@Test
	void anOwnChangeThatFailedIsNone() throws IOException {
		Files.createDirectories(this.directory.resolve("own.json/not-empty"));
		AtomicFileTemplate files = TestDocuments.files(this.directory);
		assertThat(org.assertj.core.api.Assertions
			.catchThrowable(() -> files.writeString(this.directory.resolve("own.json"), "1"))).isNotNull();
		Files.delete(this.directory.resolve("own.json/not-empty"));
		Files.delete(this.directory.resolve("own.json"));
		RecordedChanges.save(this.directory, "own", "1");
		this.changes.await("own", Kind.CREATED);
	}

	@Test
	void whatOthersMadeOfAnOwnChangeIsTold() {
		this.documents.save("config", 5);
		RecordedChanges.save(this.directory, "config", "{\"a\": 1}");
		this.changes.await("config", "{\"a\": 1}");
		assertThat(this.changes.barrier().told()).containsExactly("config MODIFIED");
	}

	@Test
	void whatAnOwnChangeReplacedIsTold() {
		for (int i = 1; i <= 20; i++) {
			String foreign = "{\"foreign\": " + i + "}";
			RecordedChanges.save(this.directory, "config", foreign);
			this.documents.save("config", i);
			this.changes.await("config", foreign);
		}
		assertThat(this.changes.barrier().told()).hasSize(20).containsOnly("config MODIFIED");
	}

	@Test
	void aDeletionThatAnOwnChangeUndidIsTold() throws IOException {
		Files.delete(this.directory.resolve("config.json"));
		this.documents.save("config", 1);
		this.changes.await("config", Kind.DELETED);
		assertThat(this.changes.barrier().told()).containsExactly("config DELETED");
	}

	@Test
	void whatIsHalfWrittenIsNotTold() throws IOException {
		try (OutputStream out = Files.newOutputStream(this.directory.resolve("config.json"))) {
			out.write("{\"a\": 2,".getBytes(StandardCharsets.US_ASCII));
			assertThat(this.changes.barrier().told()).isEmpty();
			out.write("\"b\": 3}".getBytes(StandardCharsets.US_ASCII));
		}
		this.changes.await("config", "{\"a\": 2,\"b\": 3}");
		assertThat(this.changes.barrier().told()).containsExactly("config MODIFIED");
	}

	@Test
	void whatStaysBrokenIsToldInTheEnd() {
		long start = System.nanoTime();
		RecordedChanges.save(this.directory, "config", "{\"a\": ");
		this.changes.await("config", "{\"a\": ");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Settling.LONGEST_FOR_BROKEN);
	}

	@Test
	void aDocumentAboveTheSizeLimitIsTold() {
		JsonFileRepository small = TestDocuments.in(this.directory, JsonFileOptions.defaults().withMaxDocumentSize(5));
		RecordedChanges few = new RecordedChanges(this.directory);
		try (DocumentWatcher second = DocumentWatcher.start(small, few)) {
			assertThat(second).isNotNull();
			RecordedChanges.save(this.directory, "config", "[1, 2, 3]");
			few.await("config", "[1, 2, 3]");
			this.changes.await("config", "[1, 2, 3]");
		}
	}

	@Test
	void whatIsNoDocumentIsNotTold() throws IOException {
		for (String name : List.of(".hidden.json", "config.json.lock", "config.txt",
				".config.json.0123456789abcdef01234567.polystore-tmp", "CON.json")) {
			Files.writeString(this.directory.resolve(name), "1");
		}
		Files.writeString(Files.createDirectory(this.directory.resolve(".versions")).resolve("config.json"), "1");
		Files.createDirectory(this.directory.resolve("directory.json"));
		assertThat(this.changes.barrier().told()).isEmpty();
	}

	@Test
	void aListenerThatThrowsBreaksNothing() {
		RecordedChanges after = new RecordedChanges(this.directory);
		try (DocumentWatcher broken = DocumentWatcher.start(this.documents, (event) -> {
			after.documentChanged(event);
			throw new IllegalStateException("broken on purpose");
		})) {
			assertThat(broken).isNotNull();
			RecordedChanges.save(this.directory, "config", "2");
			after.await("config", "2");
			RecordedChanges.save(this.directory, "config", "3");
			after.await("config", "3");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-PT1S", "PT0.099S", "PT25H" })
	void aPollIntervalOutOfRangeIsRefused(Duration interval) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DocumentWatcher.start(this.documents, this.changes, interval))
			.withMessageStartingWith("'pollInterval' must be zero, or between PT0.1S and PT24H");
	}

}
