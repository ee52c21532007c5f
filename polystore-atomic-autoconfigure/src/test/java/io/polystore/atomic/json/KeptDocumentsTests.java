package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.Durability;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * The versions that a repository keeps: looked at, restored and removed.
 */
class KeptDocumentsTests {

	private static final TypeReference<List<Integer>> NUMBERS = new TypeReference<>() {
	};

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	@TempDir
	Path root;

	private Path directory;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() throws IOException {
		this.directory = Files.createDirectory(this.root.toRealPath().resolve("documents"));
		this.documents = keeping(5, TestDocuments.files(this.directory), this.directory);
	}

	private static JsonFileRepository keeping(int versions, AtomicFileTemplate files, Path directory) {
		JsonFileOptions options = JsonFileOptions.defaults()
			.withRecovery(new RecoveryOptions(versions, CorruptionPolicy.FAIL));
		return new JsonFileRepository(files, JsonMapper.builder().build(), directory, options);
	}

	private List<Version> versions() {
		return this.documents.versions("d").stream().map(KeptVersion::version).toList();
	}

	@Test
	void everyWayToWriteKeepsAVersion() {
		Version one = this.documents.save("d", 1);
		Version two = this.documents.updateVersioned("d", Integer.class, (value) -> 2).version();
		Version three = this.documents.document("d", Integer.class, () -> 0).set(3);
		assertThat(versions()).containsExactly(three, two, one);
	}

	@Test
	void aVersionTellsItsTimeAndSize() {
		this.documents.save("d", List.of(1, 2, 3));
		assertThat(this.documents.versions("d")).singleElement().satisfies((kept) -> {
			assertThat(kept.size()).isEqualTo("[\n  1,\n  2,\n  3\n]".length());
			assertThat(kept.time()).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
		});
	}

	@Test
	void nothingIsKeptUnlessAskedFor() {
		TestDocuments.in(this.directory).save("d", 1);
		assertThat(this.documents.versions("d")).isEmpty();
		assertThat(this.directory.resolve(".versions")).doesNotExist();
	}

	@Test
	void theNumberCanBeChosenForSomeWrites() {
		this.documents.with(WriteOptions.inherit().withKeptVersions(0)).save("d", 1);
		assertThat(versions()).isEmpty();
		TestDocuments.in(this.directory).with(WriteOptions.inherit().withKeptVersions(1)).save("d", 2);
		assertThat(versions()).hasSize(1);
	}

	@Test
	void keptVersionsAreNoDocuments() {
		this.documents.save("a/d", 1);
		this.documents.save("d", 1);
		assertThat(this.documents.names()).containsExactly("a/d", "d");
		assertThatExceptionOfType(InvalidDocumentNameException.class)
			.isThrownBy(() -> this.documents.find(".versions/d", Integer.class));
	}

	@Test
	void aVersionCanBeLookedInto() {
		Version one = this.documents.save("d", List.of(1));
		this.documents.save("d", List.of(1, 2));
		assertThat(this.documents.findKept("d", one, NUMBERS)).contains(List.of(1));
		assertThat(this.documents.findKept("d", one, List.class)).contains(List.of(1));
		assertThat(this.documents.findKept("d", Version.of(new byte[1]), NUMBERS)).isEmpty();
		assertThat(this.documents.findKept("d", Version.ABSENT, NUMBERS)).isEmpty();
		assertThat(this.documents.findKept("other", one, NUMBERS)).isEmpty();
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.documents.findKept("d", one, Integer.class));
	}

	@Test
	void aVersionCanBeRestored() {
		Version one = this.documents.save("d", 1);
		Version two = this.documents.save("d", 2);
		assertThat(this.documents.restore("d", one)).isEqualTo(one);
		assertThat(this.documents.findVersioned("d", Integer.class)).contains(new Versioned<>(1, one));
		assertThat(versions()).containsExactly(one, two, one);
		assertThat(this.documents.restore("d", one)).isEqualTo(one);
		assertThat(versions()).containsExactly(one, two, one);
	}

	@Test
	void aVersionIsRestoredOnlyOverWhatIsExpected() {
		Version one = this.documents.save("d", 1);
		Version two = this.documents.save("d", 2);
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.documents.restore("d", one, Version.ABSENT));
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.documents.restore("d", one, one));
		assertThat(this.documents.find("d", Integer.class)).contains(2);
		this.documents.restore("d", one, two);
		assertThat(this.documents.find("d", Integer.class)).contains(1);
	}

	@Test
	void aDeletedDocumentStaysDeletedUntilItIsRestored() {
		this.documents.save("d", 1);
		Version two = this.documents.save("d", 2);
		this.documents.delete("d");
		assertThat(this.documents.find("d", Integer.class)).isEmpty();
		assertThat(this.documents.names()).isEmpty();
		assertThat(versions()).startsWith(two).hasSize(2);
		this.documents.restore("d", two, Version.ABSENT);
		assertThat(this.documents.find("d", Integer.class)).contains(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-r-----", "r--r--r--" })
	void aDeletedDocumentComesBackWithItsPermissions(String permissions) throws IOException {
		Version one = this.documents
			.with(WriteOptions.inherit().withPermissions(PosixFilePermissions.fromString(permissions)))
			.save("d", "secret");
		this.documents.delete("d");
		this.documents.restore("d", one);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve("d.json"))))
			.isEqualTo(permissions);
	}

	@Test
	void aVersionThatIsNotKeptIsATypedErrorAndNothingChanges() {
		this.documents.save("d", 1);
		DirectorySnapshot before = DirectorySnapshot.of(this.root);
		Version unknown = Version.of("unknown".getBytes());
		for (Version version : List.of(unknown, Version.ABSENT)) {
			assertThatExceptionOfType(NoSuchVersionException.class)
				.isThrownBy(() -> this.documents.restore("d", version))
				.withMessageContaining("is not kept")
				.satisfies((ex) -> assertThat(ex.version()).isEqualTo(version))
				.satisfies((ex) -> assertThat(ex.path()).isEqualTo(this.directory.resolve("d.json")));
		}
		assertThatExceptionOfType(NoSuchVersionException.class)
			.isThrownBy(() -> this.documents.restore("a/b", unknown));
		assertThat(this.documents.versions("a/b")).isEmpty();
		assertThat(this.documents.purgeVersions("a/b")).isZero();
		assertThat(DirectorySnapshot.of(this.root)).isEqualTo(before);
	}

	@Test
	void nullAndBadNamesAreRefused() {
		assertThatNullPointerException().isThrownBy(() -> this.documents.restore("d", null));
		assertThatNullPointerException().isThrownBy(() -> this.documents.restore("d", Version.ABSENT, null));
		assertThatNullPointerException().isThrownBy(() -> this.documents.findKept("d", null, Integer.class));
		for (String name : List.of("../d", "/d", ".versions/d")) {
			assertThatExceptionOfType(InvalidDocumentNameException.class)
				.isThrownBy(() -> this.documents.versions(name));
			assertThatExceptionOfType(InvalidDocumentNameException.class)
				.isThrownBy(() -> this.documents.purgeVersions(name));
			assertThatExceptionOfType(InvalidDocumentNameException.class)
				.isThrownBy(() -> this.documents.restore(name, Version.ABSENT));
		}
	}

	/** The newest version is the very file that was written into. */
	@Test
	void aVersionThatWasDamagedInPlaceIsFoundOut() throws IOException {
		Version one = this.documents.save("d", 1);
		Version two = this.documents.save("d", 2);
		Files.writeString(this.directory.resolve("d.json"), "3");
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThat(versions()).containsExactly(two, one);
		assertThatExceptionOfType(DamagedVersionException.class).isThrownBy(() -> this.documents.restore("d", two))
			.satisfies((ex) -> assertThat(ex.version()).isEqualTo(two));
		assertThatExceptionOfType(DamagedVersionException.class)
			.isThrownBy(() -> this.documents.findKept("d", two, Integer.class));
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
		this.documents.restore("d", one);
		assertThat(this.documents.find("d", Integer.class)).contains(1);
	}

	@Test
	void ofSeveralThatWereTheSameTheIntactOneCounts() throws IOException {
		Version one = this.documents.save("d", 1);
		this.documents.save("d", 2);
		this.documents.save("d", 1);
		Files.writeString(this.directory.resolve("d.json"), "damaged in place");
		this.documents.restore("d", one);
		assertThat(this.documents.find("d", Integer.class)).contains(1);
	}

	@Test
	void aVersionThatIsNoJsonIsNeverRestored() {
		AtomicFileTemplate files = TestDocuments.files(this.directory);
		files.update(this.directory.resolve("d.json"), WriteOptions.inherit().withKeptVersions(2),
				(content) -> "{".getBytes());
		assertThatExceptionOfType(DamagedVersionException.class)
			.isThrownBy(() -> this.documents.restore("d", Version.of("{".getBytes())));
	}

	@Test
	void aVersionThatIsTooLargeIsNotRestored() {
		Version large = this.documents.save("d", "x".repeat(100));
		JsonFileRepository small = TestDocuments.in(this.directory, JsonFileOptions.defaults().withMaxDocumentSize(50));
		assertThatExceptionOfType(DocumentTooLargeException.class).isThrownBy(() -> small.restore("d", large));
		assertThat(small.versions("d")).hasSize(1);
	}

	@Test
	void theVersionsOfALinkedDocumentAreFoundBesideTheRealOne() throws IOException {
		Files.createDirectory(this.directory.resolve("real"));
		Files.createSymbolicLink(this.directory.resolve("d.json"), Path.of("real", "target.json"));
		Version one = this.documents.save("d", 1);
		this.documents.save("d", 2);
		assertThat(versions()).hasSize(2);
		assertThat(this.documents.versions("real/target")).hasSize(2);
		this.documents.restore("d", one);
		assertThat(this.directory.resolve("d.json")).isSymbolicLink();
		assertThat(this.documents.find("real/target", Integer.class)).contains(1);
	}

	@Test
	void purgingRemovesAllThatIsKeptButNotTheDocument() {
		this.documents.save("d", "old secret");
		this.documents.save("d", "new");
		this.documents.save("other", 1);
		assertThat(this.documents.purgeVersions("d")).isEqualTo(2);
		assertThat(versions()).isEmpty();
		assertThat(this.documents.find("d", String.class)).contains("new");
		assertThat(this.documents.versions("other")).hasSize(1);
		assertThat(this.documents.purgeVersions("d")).isZero();
		this.documents.save("d", "newer");
		assertThat(versions()).hasSize(1);
	}

	/** Or what was written before it would be kept after it. */
	@Test
	void purgingWaitsForWhatIsBeingWritten() throws Exception {
		Path faulty = this.fileSystem.path(this.directory);
		AtomicFileTemplate files = AtomicFileTemplate.builder().build();
		JsonFileRepository slow = keeping(5, files, faulty);
		slow.save("d", 0);
		Gate linking = new Gate();
		this.fileSystem.faults().on("createLink").before(linking);
		Background<Version> save = Background.of(() -> slow.save("d", "old secret"));
		linking.awaitReached();
		Background<Integer> purge = Background.of(() -> slow.purgeVersions("d")).awaitParked();
		linking.open();
		save.result();
		assertThat(purge.result()).isEqualTo(2);
		assertThat(versions()).isEmpty();
	}

	@Test
	void purgingInsideAChangeOfTheSameDocumentIsATypedError() {
		this.documents.save("d", 1);
		assertThatExceptionOfType(FileLockException.class)
			.isThrownBy(() -> this.documents.update("d", Integer.class, (value) -> {
				this.documents.purgeVersions("d");
				return 2;
			}));
		assertThat(versions()).hasSize(1);
	}

	@Test
	void whatCannotBeRemovedIsATypedError() {
		JsonFileRepository faulty = keeping(5, AtomicFileTemplate.builder().build(),
				this.fileSystem.path(this.directory));
		faulty.save("d", 1);
		this.fileSystem.faults().on("delete").failBefore(new IOException("Read-only file system"));
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> faulty.purgeVersions("d"));
		assertThat(faulty.purgeVersions("d")).isEqualTo(1);
	}

	@Test
	void whatCannotBeReadIsATypedError() {
		JsonFileRepository faulty = keeping(5, AtomicFileTemplate.builder().build(),
				this.fileSystem.path(this.directory));
		Version one = faulty.save("d", 1);
		this.fileSystem.faults()
			.on("list", (path) -> path.startsWith(this.directory.resolve(".versions")))
			.always()
			.failBefore(new IOException("Input/output error"));
		assertThatExceptionOfType(AtomicReadException.class).isThrownBy(() -> faulty.versions("d"));
		assertThatExceptionOfType(AtomicReadException.class).isThrownBy(() -> faulty.restore("d", one));
		assertThatExceptionOfType(AtomicReadException.class).isThrownBy(() -> faulty.findKept("d", one, Integer.class));
		assertThatExceptionOfType(AtomicReadException.class).isThrownBy(() -> faulty.purgeVersions("d"));
	}

	@Test
	void aRestoredVersionIsDurable() {
		JsonFileRepository faulty = keeping(5, AtomicFileTemplate.builder().build(),
				this.fileSystem.path(this.directory));
		Version one = faulty.save("d", Map.of("a", 1));
		faulty.save("d", 2);
		this.fileSystem.faults().clear();
		faulty.restore("d", one);
		assertThat(this.fileSystem.faults().calls("force")).hasSize(2);
		this.fileSystem.faults().clear();
		faulty.with(WriteOptions.of(Durability.NONE)).restore("d", one);
		assertThat(this.fileSystem.faults().calls("force")).isEmpty();
	}

}
