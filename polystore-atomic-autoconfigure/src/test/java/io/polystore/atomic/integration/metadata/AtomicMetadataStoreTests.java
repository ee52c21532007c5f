package io.polystore.atomic.integration.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.InvalidDocumentNameException;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.integration.metadata.ConcurrentMetadataStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AtomicMetadataStoreTests extends AbstractMetadataStoreTests {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	private Path root;

	private Path file;

	private ConcurrentMetadataStore store;

	@BeforeEach
	void createStore() {
		this.file = this.root.resolve("data/seen.json");
		this.store = new AtomicMetadataStore(documents(this.fileSystem.path(this.file.getParent())), "seen");
	}

	/** With the locks elsewhere, so that the directory holds nothing but the document. */
	private JsonFileRepository documents(Path directory) {
		AtomicFileTemplate files = AtomicFileTemplate.builder().lockDirectory(this.root.resolve("locks")).build();
		return new JsonFileRepository(files, JsonMapper.shared(), directory);
	}

	private JsonFileRepository otherDocuments() {
		return documents(this.file.getParent());
	}

	@Override
	ConcurrentMetadataStore store() {
		return this.store;
	}

	private long writes() {
		return this.fileSystem.faults().calls("move").size();
	}

	private void write(String content) throws IOException {
		Files.createDirectories(this.file.getParent());
		Files.writeString(this.file, content);
	}

	@Test
	void entriesAreAFlatObject() {
		this.store.put("one", "1");
		this.store.put("two", "ä");
		this.store.put("one", "3");
		assertThat(this.file).hasContent("{\n  \"one\": \"3\",\n  \"two\": \"ä\"\n}");
	}

	@Test
	void everythingIsThereAfterARestartAndForOthers() {
		this.store.put("key", "one");
		ConcurrentMetadataStore other = new AtomicMetadataStore(otherDocuments(), "seen");
		assertThat(other.putIfAbsent("key", "two")).isEqualTo("one");
		other.put("key", "three");
		assertThat(this.store.get("key")).isEqualTo("three");
	}

	@Test
	void whatAnotherProgramWroteIsKept() throws IOException {
		write("{\"theirs\":\"1\"}");
		this.store.put("ours", "2");
		assertThat(this.store.get("theirs")).isEqualTo("1");
		assertThat(this.store.remove("theirs")).isEqualTo("1");
	}

	/** The move is what makes a write visible. */
	@Test
	void everyChangeIsWrittenAtOnceAndWhatChangesNothingIsNot() {
		this.store.put("key", "one");
		this.store.putIfAbsent("other", "one");
		this.store.replace("key", "one", "two");
		this.store.remove("other");
		assertThat(writes()).isEqualTo(4);
		this.store.put("key", "two");
		this.store.putIfAbsent("key", "three");
		this.store.replace("key", "one", "three");
		this.store.replace("absent", "one", "three");
		this.store.remove("absent");
		this.store.get("key");
		assertThat(writes()).isEqualTo(4);
	}

	@Test
	void whatChangesNothingCreatesNothing() {
		assertThat(this.store.remove("key")).isNull();
		assertThat(this.store.replace("key", "one", "two")).isFalse();
		assertThat(this.store.get("key")).isNull();
		assertThat(this.root).isEmptyDirectory();
	}

	static Stream<Consumer<ConcurrentMetadataStore>> operations() {
		return Stream.of((store) -> store.get("key"), (store) -> store.put("key", "two"),
				(store) -> store.putIfAbsent("key", "two"), (store) -> store.replace("key", "one", "two"),
				(store) -> store.remove("key"));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void aDamagedDocumentIsAnErrorAndStaysAsItIs(Consumer<ConcurrentMetadataStore> operation) throws IOException {
		for (String content : List.of("", "{\"key\": \"one\"", "[]", "null", "{\"key\": {\"a\": 1}}",
				"{\"key\": []}")) {
			write(content);
			assertThatExceptionOfType(CorruptJsonException.class).as(content)
				.isThrownBy(() -> operation.accept(this.store))
				.withMessageContaining("seen.json");
			assertThat(this.file).hasContent(content);
		}
	}

	@ParameterizedTest
	@MethodSource("operations")
	void whatIsNoDirectoryIsAnError(Consumer<ConcurrentMetadataStore> operation) throws IOException {
		Files.writeString(this.root.resolve("data"), "a file");
		assertThatExceptionOfType(AtomicFileException.class).isThrownBy(() -> operation.accept(this.store));
	}

	@ParameterizedTest
	@ValueSource(strings = { "open", "write", "force", "move" })
	void aDiskThatFailsIsAnErrorAndNothingIsAcknowledged(String call) {
		this.store.put("key", "one");
		DirectorySnapshot before = DirectorySnapshot.of(this.file.getParent());
		this.fileSystem.faults()
			.on(call, (path) -> path.toString().endsWith("tmp"))
			.always()
			.failBefore(new IOException("No space left on device"));
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.store.put("key", "two"))
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(AtomicWriteException.Outcome.NOT_COMMITTED));
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.store.putIfAbsent("other", "two"));
		assertThat(this.store.get("key")).isEqualTo("one");
		assertThat(DirectorySnapshot.of(this.file.getParent())).isEqualTo(before);
	}

	@Test
	void theNameOfTheDocumentKeepsTheRules() {
		assertThatExceptionOfType(InvalidDocumentNameException.class)
			.isThrownBy(() -> new AtomicMetadataStore(otherDocuments(), "../seen"));
	}

	@Test
	void theDocumentIsOneOfTheRepository() {
		this.store.put("key", "one");
		assertThat(otherDocuments().find("seen", Map.class)).contains(Map.of("key", "one"));
		assertThat(this.store).hasToString("AtomicMetadataStore['seen']");
	}

}
