package io.polystore.atomic.integration.keyvalue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.InvalidDocumentNameException;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.UnknownPropertyException;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.keyvalue.core.KeyValueAdapter;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.keyvalue.core.query.KeyValueQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonFileKeyValueAdapterTests extends AbstractKeyValueAdapterTests {

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	private Path root;

	private Path entities;

	private JsonFileKeyValueAdapter adapter;

	@BeforeEach
	void createAdapter() {
		this.entities = this.root.resolve("entities");
		this.adapter = adapter(this.fileSystem.path(this.entities));
	}

	/** With the locks elsewhere, so that there is nothing but entities. */
	private JsonFileKeyValueAdapter adapter(Path directory) {
		AtomicFileTemplate files = AtomicFileTemplate.builder().lockDirectory(this.root.resolve("locks")).build();
		return new JsonFileKeyValueAdapter(new JsonFileRepository(files, JsonMapper.shared(), directory), this.context);
	}

	@Override
	KeyValueAdapter adapter() {
		return this.adapter;
	}

	private Path write(String name, String content) throws IOException {
		Files.createDirectories(this.entities.resolve(NOTES));
		return Files.writeString(this.entities.resolve(NOTES).resolve(name), content);
	}

	@Test
	void aFileIsThePlainEntity() {
		this.adapter.put("one", new Note("one", "ann", "First"), NOTES);
		assertThat(this.entities.resolve("notes/one.json"))
			.hasContent("{\n  \"author\": \"ann\",\n  \"id\": \"one\",\n  \"title\": \"First\"\n}");
	}

	static Stream<String> hostileIds() {
		return Stream.of("../x", "a/b", "/etc/passwd", "", " ", ".", "..", "CON", "con", "nul", "ÄÖ", "A", "a", "%41",
				"\0", "a\0b", "😀", "x".repeat(300), "X".repeat(300), "Ä".repeat(300), "😀".repeat(5000), "C:\\x",
				"a.json", "a.json.lock", ".versions", "*?", "\n", "one.");
	}

	@Test
	void everyTextIsAnIdOfItsOwn() throws IOException {
		List<String> ids = hostileIds().toList();
		ids.forEach((id) -> this.adapter.put(id, new Note(id, "ann", "Of " + id), NOTES));
		assertThat(ids).allSatisfy((id) -> {
			assertThat(this.adapter.contains(id, NOTES)).isTrue();
			assertThat(this.adapter.get(id, NOTES)).isEqualTo(new Note(id, "ann", "Of " + id));
		});
		assertThat(entries(NOTES)).containsOnlyKeys(ids.toArray());
		try (Stream<Path> files = Files.list(this.entities.resolve(NOTES))) {
			assertThat(files.map((file) -> file.getFileName().toString().toLowerCase())).hasSize(ids.size())
				.doesNotHaveDuplicates()
				.allMatch((name) -> name.matches("[a-z0-9_%-]{1,128}\\.json"));
		}
		assertThat(this.entities).isDirectoryNotContaining((path) -> !path.endsWith(NOTES));
		ids.forEach((id) -> assertThat(this.adapter.delete(id, NOTES)).isNotNull());
		assertThat(this.adapter.count(NOTES)).isZero();
	}

	@Test
	void numbersAndUniqueIdsAreIds() {
		UUID id = new UUID(1, 2);
		List.of(id, 7, -7L).forEach((number) -> this.adapter.put(number, new Note("x", "ann", "First"), NOTES));
		assertThat(this.entities.resolve(NOTES)).isDirectoryContaining("glob:**/" + id + ".json")
			.isDirectoryContaining("glob:**/7.json")
			.isDirectoryContaining("glob:**/-7.json");
	}

	@Test
	void whatHasNoTextOfItsOwnIsNoId() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.adapter.get(new Object(), NOTES))
			.withMessage("An id must not be of class java.lang.Object: use String, UUID, Integer or Long");
	}

	@Test
	void aKeySpaceIsOneDirectory() {
		Note note = new Note("one", "ann", "First");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.adapter.put("one", note, "a/b"))
			.withMessageStartingWith("The key space 'a/b' must be the name of one directory");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.adapter.count("../notes"));
		assertThatExceptionOfType(InvalidDocumentNameException.class)
			.isThrownBy(() -> this.adapter.put("one", note, ".."));
		assertThat(this.root).isEmptyDirectory();
	}

	/** An explicit id need not be that of the entity. */
	@Test
	void anEntryHasTheIdThatFindsIt() {
		this.adapter.put("other", new Note("one", "ann", "First"), NOTES);
		this.adapter.put("none", new Note(null, "ann", "First"), NOTES);
		assertThat(entries(NOTES)).containsOnlyKeys("other", "none");
		this.adapter.put("x".repeat(300), new Note("one", "ann", "First"), NOTES);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> entries(NOTES))
			.withMessageContaining("too long to be told by the name");
	}

	static Stream<Consumer<KeyValueAdapter>> readings() {
		return Stream.of((adapter) -> adapter.get("one", NOTES), (adapter) -> adapter.getAllOf(NOTES),
				(adapter) -> adapter.getAllOf(NOTES, Note.class), (adapter) -> adapter.delete("one", NOTES),
				(adapter) -> adapter.put("one", new Note("one", "bob", "Second"), NOTES),
				(adapter) -> adapter.entries(NOTES).next(),
				(adapter) -> adapter.find(new KeyValueQuery<>(), NOTES, Note.class),
				(adapter) -> adapter.count(new KeyValueQuery<>(), NOTES));
	}

	@ParameterizedTest
	@MethodSource("readings")
	void aDamagedEntityIsAnErrorAndStaysAsItIs(Consumer<KeyValueAdapter> reading) throws IOException {
		for (String content : List.of("", "{\"id\": \"one\"", "[]", "null", "{\"title\": {}}")) {
			Path file = write("one.json", content);
			assertThatExceptionOfType(CorruptJsonException.class).as(content)
				.isThrownBy(() -> reading.accept(this.adapter))
				.withMessageContaining("one.json");
			assertThat(file).hasContent(content);
		}
	}

	@Test
	void damagedEntitiesAreCountedAndDeletedWithTheOthers() throws IOException {
		write("one.json", "{");
		this.adapter.put("two", new Note("two", "ann", "Second"), NOTES);
		assertThat(this.adapter.count(NOTES)).isEqualTo(2);
		this.adapter.deleteAllOf(NOTES);
		assertThat(this.entities.resolve(NOTES)).isEmptyDirectory();
	}

	@Test
	void otherFilesAreNoEntities() throws IOException {
		Path readme = write("README.json", "{");
		write("notes.txt", "{");
		Files.createDirectory(this.entities.resolve("notes/more"));
		write("more/one.json", "{");
		this.adapter.put("two", new Note("two", "ann", "Second"), NOTES);
		assertThat(this.adapter.getAllOf(NOTES)).hasSize(1);
		assertThat(this.adapter.count(NOTES)).isOne();
		this.adapter.deleteAllOf(NOTES);
		assertThat(readme).exists();
		assertThat(this.entities.resolve("notes/more/one.json")).exists();
	}

	@Test
	void noPropertyIsLostThatTheClassDoesNotKnow() throws IOException {
		Path file = write("one.json", "{\"id\": \"one\", \"author\": \"ann\", \"pages\": 7}");
		assertThat(this.adapter.get("one", NOTES)).isEqualTo(new Note("one", "ann", null));
		assertThatExceptionOfType(UnknownPropertyException.class)
			.isThrownBy(() -> this.adapter.put("one", new Note("one", "bob", null), NOTES));
		assertThat(file).content().contains("ann");
	}

	@Test
	void entitiesAreReadAsTheTypeThatIsAskedFor() {
		LongNote entity = new LongNote("one", "ann", "First", 7);
		KeyValueTemplate template = new KeyValueTemplate(this.adapter, this.context);
		template.insert(entity);
		assertThat(template.findById("one", LongNote.class)).map(LongNote::getPages).contains(7);
		assertThat(template.find(new KeyValueQuery<>(), LongNote.class)).extracting(LongNote::getPages)
			.containsExactly(7);
		assertThat(template.findById("one", Note.class)).map(Object::getClass).isEqualTo(Optional.of(Note.class));
		assertThat(this.adapter.get("one", NOTES)).isExactlyInstanceOf(Note.class);
		assertThat(template.count(new KeyValueQuery<>(), Note.class)).isOne();
	}

	@Test
	void aKeySpaceWithoutACommonTypeIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.adapter.getAllOf("unknown"))
			.withMessageContaining("key space 'unknown'");
	}

	/** The template calls it whenever an application ends. */
	@Test
	void theEndOfATemplateDeletesNothing() throws Exception {
		KeyValueTemplate template = new KeyValueTemplate(this.adapter, this.context);
		template.insert(new Note("one", "ann", "First"));
		template.destroy();
		this.adapter.destroy();
		assertThat(adapter(this.entities).get("one", NOTES)).isEqualTo(new Note("one", "ann", "First"));
	}

	@Test
	void deleteReturnsWhatWasDeletedAlsoIfSomebodyWasFaster() {
		KeyValueAdapter other = adapter(this.entities);
		Note changed = new Note("one", "bob", "Changed");
		this.adapter.put("one", new Note("one", "ann", "First"), NOTES);
		// what was opened is the entity of before
		this.fileSystem.faults()
			.on("newInputStream", (path) -> path.endsWith("one.json"))
			.nth(1)
			.after(() -> other.put("one", changed, NOTES));
		assertThat(this.adapter.delete("one", NOTES)).isEqualTo(changed);
		assertThat(this.adapter.count(NOTES)).isZero();
	}

	@Test
	void unchangedEntitiesAreNotWritten() {
		Note note = new Note("one", "ann", "First");
		this.adapter.put("one", note, NOTES);
		this.adapter.put("one", note, NOTES);
		assertThat(this.fileSystem.faults().calls("move")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "open", "write", "force", "move" })
	void aDiskThatFailsIsAnErrorAndTheEntityIsAsItWas(String call) {
		this.adapter.put("one", new Note("one", "ann", "First"), NOTES);
		DirectorySnapshot before = DirectorySnapshot.of(this.entities);
		this.fileSystem.faults()
			.on(call, (path) -> path.toString().endsWith("tmp"))
			.always()
			.failBefore(new IOException("No space left on device"));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.adapter.put("one", new Note("one", "ann", "Second"), NOTES));
		assertThat(DirectorySnapshot.of(this.entities)).isEqualTo(before);
	}

	@Test
	void saysWhereItKeepsThem() {
		assertThat(adapter(this.entities)).hasToString("JsonFileKeyValueAdapter['%s']".formatted(this.entities));
	}

}
