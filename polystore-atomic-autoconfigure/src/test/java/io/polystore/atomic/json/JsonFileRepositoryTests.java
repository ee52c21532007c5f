package io.polystore.atomic.json;

import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class JsonFileRepositoryTests {

	private static final TypeReference<List<Person>> PEOPLE = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, List<Person>>> GROUPS = new TypeReference<>() {
	};

	private static final TypeReference<Set<Integer>> IDS = new TypeReference<>() {
	};

	@TempDir
	Path root;

	private Path directory;

	private JsonFileRepository documents;

	record Person(String name, int age) {

	}

	public static class Counter {

		public int counter;

	}

	@BeforeEach
	void createDocuments() {
		this.directory = this.root.resolve("documents");
		this.documents = TestDocuments.in(this.directory);
	}

	@Test
	void whatIsSavedIsFound() {
		this.documents.save("people/ada", new Person("Ada", 36));
		assertThat(this.documents.find("people/ada", Person.class)).contains(new Person("Ada", 36));
		assertThat(this.directory.resolve("people/ada.json")).hasContent("""
				{
				  "name": "Ada",
				  "age": 36
				}""");
	}

	@Test
	void whatDoesNotExistIsNotFound() {
		assertThat(this.documents.find("nobody", Person.class)).isEmpty();
		assertThat(this.documents.find("nobody", PEOPLE)).isEmpty();
		assertThat(this.documents.findVersioned("nobody", Person.class)).isEmpty();
		assertThat(this.documents.findVersioned("nobody", PEOPLE)).isEmpty();
		assertThat(this.documents.exists("nobody")).isFalse();
		assertThat(this.directory).doesNotExist();
	}

	@Test
	void genericTypesKeepTheTypesOfTheirElements() {
		this.documents.save("people", List.of(new Person("Ada", 36)));
		assertThat(this.documents.find("people", PEOPLE)).contains(List.of(new Person("Ada", 36)));
		assertThat(this.documents.findVersioned("people", PEOPLE).orElseThrow().value())
			.containsExactly(new Person("Ada", 36));
		Map<String, List<Person>> groups = this.documents.update("groups", GROUPS, Map::of,
				(current) -> Map.of("a", List.of(new Person("Bob", 1))));
		assertThat(this.documents.find("groups", GROUPS)).contains(groups);
	}

	@Test
	void anUpdateOfNothingStartsFromNull() {
		Counter result = this.documents.update("c", Counter.class, (current) -> {
			assertThat(current).isNull();
			return new Counter();
		});
		assertThat(result.counter).isZero();
		List<Person> people = this.documents.update("p", PEOPLE, (current) -> {
			assertThat(current).isNull();
			return List.of();
		});
		assertThat(people).isEmpty();
	}

	@Test
	void anUpdateOfNothingStartsFromTheInitialValue() {
		for (int i = 1; i <= 3; i++) {
			assertThat(this.documents.update("c", Counter.class, Counter::new, this::increment).counter).isEqualTo(i);
			assertThat(this.documents.update("l", PEOPLE, ArrayList::new, this::addPerson)).hasSize(i);
		}
		assertThat(this.documents.find("c", Counter.class).orElseThrow().counter).isEqualTo(3);
	}

	private Counter increment(Counter counter) {
		counter.counter++;
		return counter;
	}

	private List<Person> addPerson(List<Person> people) {
		people.add(new Person("p" + people.size(), 1));
		return people;
	}

	@Test
	void theInitialValueIsMadeOnlyIfItIsNeeded() {
		this.documents.save("c", new Counter());
		this.documents.update("c", Counter.class, () -> {
			throw new AssertionError("not needed");
		}, this::increment);
	}

	@Test
	void aTreeMayBeChanged() {
		this.documents.save("t", Map.of("a", 1));
		this.documents.update("t", ObjectNode.class, (tree) -> tree.put("b", 2));
		assertThat(this.directory.resolve("t.json")).hasContent("{\n  \"a\": 1,\n  \"b\": 2\n}");
	}

	@Test
	void nullIsAValueOfATreeOnly() throws IOException {
		Files.createDirectories(this.directory);
		Files.writeString(this.directory.resolve("n.json"), "null");
		assertThat(this.documents.find("n", JsonNode.class)).contains(NullNode.instance);
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> this.documents.find("n", Person.class));
		assertThat(this.documents.update("n", JsonNode.class, (tree) -> tree)).isEqualTo(NullNode.instance);
	}

	@Test
	void aChangeThatReturnsNullIsATypedErrorAndChangesNothing() {
		this.documents.save("c", 1);
		assertThatExceptionOfType(NullDocumentException.class)
			.isThrownBy(() -> this.documents.update("c", Integer.class, (current) -> null))
			.withMessageContaining("The change");
		assertThatExceptionOfType(NullDocumentException.class)
			.isThrownBy(() -> this.documents.update("new", Integer.class, () -> null, (current) -> 1))
			.withMessageContaining("initial value");
		assertThat(this.documents.find("c", Integer.class)).contains(1);
		assertThat(this.documents.exists("new")).isFalse();
	}

	@Test
	void whatAChangeThrowsArrivesAsItIs() {
		this.documents.save("c", 1);
		Exception failure = new NotSerializableException("checked");
		assertThatExceptionOfType(NotSerializableException.class)
			.isThrownBy(() -> this.documents.update("c", Integer.class, (current) -> {
				throw failure;
			}))
			.isSameAs(failure);
		IllegalStateException unchecked = new IllegalStateException();
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.documents.update("new", Integer.class, () -> {
				throw unchecked;
			}, (current) -> 1))
			.isSameAs(unchecked);
		assertThat(this.documents.find("c", Integer.class)).contains(1);
		assertThat(this.documents.exists("new")).isFalse();
	}

	@Test
	void aChangeRunsOnTheThreadOfItsCaller() {
		Thread caller = Thread.currentThread();
		this.documents.update("c", Integer.class, () -> {
			assertThat(Thread.currentThread()).isSameAs(caller);
			return 1;
		}, (current) -> {
			assertThat(Thread.currentThread()).isSameAs(caller);
			return 2;
		});
	}

	@Test
	void anUpdateToTheSameBytesIsNotWrittenButASaveIs() {
		List<AtomicFileListener.WriteOutcome> writes = new ArrayList<>();
		AtomicFileTemplate files = AtomicFileTemplate.builder()
			.durability(Durability.NONE)
			.listener(new AtomicFileListener() {

				@Override
				public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
						Duration took) {
					writes.add(outcome);
				}

			})
			.build();
		this.documents = new JsonFileRepository(files, JsonMapper.builder().build(), this.directory);
		Version version = this.documents.save("c", new Person("Ada", 36));
		assertThat(writes).hasSize(1);
		assertThat(this.documents.updateVersioned("c", Person.class, (person) -> new Person("Ada", 36)).version())
			.isEqualTo(version);
		assertThat(writes).hasSize(1);
		assertThat(this.documents.save("c", new Person("Ada", 36))).isEqualTo(version);
		assertThat(writes).hasSize(2);
	}

	@Test
	void deleteTellsWhetherThereWasADocument() {
		this.documents.save("a/b", 1);
		assertThat(this.documents.delete("a/b")).isTrue();
		assertThat(this.documents.delete("a/b")).isFalse();
		assertThat(this.documents.delete("never/was")).isFalse();
		assertThat(this.documents.exists("a/b")).isFalse();
		assertThat(this.directory.resolve("never")).doesNotExist();
	}

	@Test
	void anotherDirectoryIsRelativeToThisOne() {
		JsonFileRepository sub = this.documents.in(Path.of("sub"));
		sub.save("d", 1);
		assertThat(sub.directory()).isEqualTo(this.directory.resolve("sub"));
		assertThat(this.documents.find("sub/d", Integer.class)).contains(1);
		Path other = this.root.resolve("other");
		assertThat(this.documents.in(other).directory()).isEqualTo(other);
		assertThat(this.documents).hasToString("JsonFileRepository['%s']".formatted(this.directory));
	}

	@Test
	void writeOptionsReachTheFile() {
		JsonFileRepository secret = this.documents
			.with(WriteOptions.inherit().withPermissions(PosixFilePermissions.fromString("rw-------")));
		secret.save("d", 1);
		assertThat(posixMode("d")).isEqualTo("rw-------");
		secret.with(WriteOptions.of(Durability.FILE)).save("e", 1);
		assertThat(posixMode("e")).as("options that are not set stay").isEqualTo("rw-------");
		assertThatExceptionOfType(AtomicFileException.class)
			.isThrownBy(() -> this.documents.with(WriteOptions.inherit().withCreateDirectories(false)).save("x/y", 1));
	}

	private String posixMode(String name) {
		try {
			return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve(name + ".json")));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	@SuppressWarnings("try")
	void lockOptionsReachTheLockAndFindNeverWaits() throws Exception {
		this.documents.save("d", 1);
		JsonFileRepository impatient = this.documents.with(LockOptions.of(Duration.ZERO));
		try (LockHandle lock = TestDocuments.files(this.directory).lockFor(this.directory.resolve("d.json"))) {
			Background.of(() -> {
				assertThatExceptionOfType(FileLockTimeoutException.class).isThrownBy(() -> impatient.save("d", 2));
				assertThatExceptionOfType(FileLockTimeoutException.class)
					.isThrownBy(() -> impatient.update("d", Integer.class, (current) -> 2));
				assertThatExceptionOfType(FileLockTimeoutException.class).isThrownBy(() -> impatient.delete("d"));
				return null;
			}).result();
			assertThat(this.documents.find("d", Integer.class)).contains(1);
			assertThat(this.documents.names()).containsExactly("d");
			assertThat(this.documents.exists("d")).isTrue();
		}
		assertThat(impatient.save("d", 2)).isEqualTo(Version.of(new byte[] { '2' }));
	}

	@Test
	void anInterruptedThreadFindsAndKeepsItsFlag() {
		this.documents.save("d", 1);
		Thread.currentThread().interrupt();
		assertThat(this.documents.find("d", Integer.class)).contains(1);
		assertThat(this.documents.names()).containsExactly("d");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void changesOfOneDocumentAreOrderedAndNoneIsLost() throws Exception {
		int threads = 8;
		int rounds = 50;
		AtomicInteger deleted = new AtomicInteger();
		this.documents.save("other", 1);
		Workers.run(threads, (worker) -> {
			for (int round = 0; round < rounds; round++) {
				int id = worker * rounds + round;
				this.documents.update("ids", IDS, HashSet::new, (ids) -> {
					ids.add(id);
					return ids;
				});
				deleted.addAndGet(this.documents.delete("other") ? 1 : 0);
			}
		});
		assertThat(this.documents.find("ids", IDS).orElseThrow()).hasSize(threads * rounds);
		assertThat(deleted).hasValue(1);
	}

	@Test
	void whatMustNotBeNullIsNamed() {
		assertThatNullPointerException().isThrownBy(() -> this.documents.save("d", null))
			.withMessageContaining("value");
		assertThatNullPointerException().isThrownBy(() -> this.documents.save("d", 1, null))
			.withMessageContaining("expected");
		assertThatNullPointerException().isThrownBy(() -> this.documents.delete("d", null))
			.withMessageContaining("expected");
		assertThatNullPointerException().isThrownBy(() -> this.documents.find(null, Integer.class))
			.withMessageContaining("name");
		assertThatNullPointerException().isThrownBy(() -> this.documents.find("d", (Class<?>) null))
			.withMessageContaining("type");
		assertThatNullPointerException().isThrownBy(() -> this.documents.update("d", Integer.class, null))
			.withMessageContaining("change");
		assertThatNullPointerException()
			.isThrownBy(() -> this.documents.update("d", Integer.class, (Version) null, (current) -> 1))
			.withMessageContaining("expected");
		assertThatNullPointerException().isThrownBy(() -> this.documents.names(null)).withMessageContaining("prefix");
	}

}
