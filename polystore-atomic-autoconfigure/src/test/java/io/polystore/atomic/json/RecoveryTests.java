package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.DocumentRecovery.Outcome;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Workers;
import io.polystore.atomic.write.Quarantine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of documents that are no JSON, where they are to be restored.
 */
class RecoveryTests {

	private static final String CORRUPT = "{\"owner\": \"a\", \"bal";

	private static final IOException BROKEN = new IOException("Input/output error");

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	private final List<DocumentRecovery> told = new CopyOnWriteArrayList<>();

	@TempDir
	Path root;

	private Path directory;

	private Path file;

	private Path quarantine;

	private AtomicFileTemplate files;

	private JsonFileRepository documents;

	record Account(String owner, int balance) {

	}

	@BeforeEach
	void createDocuments() throws IOException {
		this.directory = Files.createDirectory(this.root.toRealPath().resolve("documents"));
		this.file = this.directory.resolve("account.json");
		this.quarantine = this.directory.resolve(".quarantine/account.json");
		// so that the directory holds nothing but documents
		this.files = AtomicFileTemplate.builder().lockDirectory(this.root.resolve("locks")).build();
		this.documents = restoring(this.files, this.fileSystem.path(this.directory), this.told::add);
	}

	private static JsonFileRepository restoring(AtomicFileTemplate files, Path directory, RecoveryListener listener) {
		JsonFileOptions options = JsonFileOptions.defaults()
			.withRecovery(new RecoveryOptions(5, CorruptionPolicy.RESTORE).withListeners(List.of(listener)));
		return new JsonFileRepository(files, JsonMapper.builder().build(), directory, options);
	}

	/** As a program does it that does not write in place, so that no version suffers. */
	private void corrupt(byte[] content) throws IOException {
		Path other = Files.write(this.root.resolve("other"), content);
		Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private void corrupt() throws IOException {
		corrupt(CORRUPT.getBytes(StandardCharsets.UTF_8));
	}

	private Version saveTwo() {
		this.documents.save("account", new Account("a", 1));
		return this.documents.save("account", new Account("a", 2));
	}

	private Optional<Account> found() {
		return this.documents.find("account", Account.class);
	}

	private List<Path> quarantined() throws IOException {
		if (!Files.exists(this.quarantine)) {
			return List.of();
		}
		try (Stream<Path> all = Files.list(this.quarantine)) {
			return all.sorted().toList();
		}
	}

	private void assertRestored(Version version) throws IOException {
		assertThat(this.told).singleElement()
			.isEqualTo(new DocumentRecovery("account", this.fileSystem.path(this.file), Outcome.RESTORED,
					this.fileSystem.path(quarantined().get(0)), version));
		assertThat(quarantined()).singleElement().satisfies((path) -> assertThat(path).hasContent(CORRUPT));
	}

	@Test
	void findReturnsTheNewestVersion() throws IOException {
		Version two = saveTwo();
		corrupt();
		assertThat(found()).contains(new Account("a", 2));
		assertThat(Version.of(Files.readAllBytes(this.file))).isEqualTo(two);
		assertRestored(two);
		assertThat(this.documents.findVersioned("account", Account.class).orElseThrow().version()).isEqualTo(two);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void updateGoesOnFromTheNewestVersion() throws IOException {
		Version two = saveTwo();
		corrupt();
		AtomicBoolean ran = new AtomicBoolean();
		Account result = this.documents.update("account", Account.class, (account) -> {
			assertThat(ran.getAndSet(true)).isFalse();
			return new Account("a", account.balance() + 1);
		});
		assertThat(result).isEqualTo(new Account("a", 3));
		assertThat(found()).contains(result);
		assertRestored(two);
	}

	@Test
	void updateFromAnInitialValueDoesNotTakeItInsteadOfAVersion() throws IOException {
		Version two = saveTwo();
		corrupt();
		assertThat(this.documents.update("account", Account.class, () -> new Account("default", 0),
				(account) -> new Account("a", account.balance() + 1)))
			.isEqualTo(new Account("a", 3));
		assertRestored(two);
	}

	@Test
	void everyFormThatExpectsAVersionComparesItWithTheRestoredOne() throws IOException {
		Version two = saveTwo();
		corrupt();
		Version three = this.documents
			.updateVersioned("account", Account.class, two, (account) -> new Account("a", account.balance() + 1))
			.version();
		corrupt();
		Version four = this.documents.save("account", new Account("a", 4), three);
		corrupt();
		Version restored = this.documents.restore("account", two, four);
		corrupt();
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.documents.save("account", new Account("a", 5), four))
			.satisfies((ex) -> assertThat(ex.actual()).isEqualTo(two));
		corrupt();
		assertThat(this.documents.delete("account", restored)).isTrue();
		assertThat(this.told).extracting(DocumentRecovery::restored).containsExactly(two, three, four, two, two);
	}

	@Test
	void aHandleOnADocumentRestoresToo() throws IOException {
		JsonDocument<Account> document = this.documents.document("account", Account.class, () -> new Account("b", 0));
		saveTwo();
		corrupt();
		assertThat(document.get()).isEqualTo(new Account("a", 2));
		corrupt();
		assertThat(document.getVersioned().value()).isEqualTo(new Account("a", 2));
	}

	@ParameterizedTest
	@MethodSource("contentsThatAreNoJson")
	void whateverIsNoJsonIsRestored(byte[] content) throws IOException {
		saveTwo();
		corrupt(content);
		assertThat(found()).contains(new Account("a", 2));
		assertThat(quarantined()).singleElement()
			.satisfies((path) -> assertThat(Files.readAllBytes(path)).isEqualTo(content));
		corrupt(content);
		assertThat(this.documents.update("account", Account.class, (account) -> account))
			.isEqualTo(new Account("a", 2));
	}

	static Stream<byte[]> contentsThatAreNoJson() {
		return Stream.concat(
				Stream
					.of("", "  \n", "{", "{\"owner\": \"a", "{\"owner\": \"a\", \"owner\": \"b\"}", "{} {}",
							"{\"balance\": \"no number\", \"owner\"", "{\"unknown\": 1, \"owner\"", "[1, 2",
							"\"\\x41\"", "nul", "\uFEFF{}")
					.map((text) -> text.getBytes(StandardCharsets.UTF_8)),
				Stream.of(new byte[512], new byte[] { '"', (byte) 0xc3, '"' }, "{}".getBytes(StandardCharsets.UTF_16)));
	}

	/** All of that may be the program's own fault. */
	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "42", "\"text\"", "{\"balance\": \"text\"}", "{\"balance\": 99999999999}",
			"{\"owner\": [1]}", "{\"unknown\": 1}" })
	void whatOnlyDoesNotFitTheTypeIsNeverRolledBack(String content) throws IOException {
		saveTwo();
		corrupt(content.getBytes(StandardCharsets.UTF_8));
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThatExceptionOfType(JsonFileException.class)
			.isThrownBy(() -> this.documents.update("account", Account.class, (account) -> new Account("b", 9)))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.documents.save("account", 1, Version.ABSENT));
		if (!content.contains("unknown")) {
			assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(this::found);
		}
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
		assertThat(this.told).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("limits")
	void whatExceedsALimitIsNeverRolledBack(String content) throws IOException {
		saveTwo();
		corrupt(content.getBytes(StandardCharsets.UTF_8));
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		JsonFileOptions options = JsonFileOptions.defaults()
			.withMaxDocumentSize(50_000)
			.withRecovery(new RecoveryOptions(5, CorruptionPolicy.RESTORE).withListeners(List.of(this.told::add)));
		JsonFileRepository limited = new JsonFileRepository(this.files, JsonMapper.builder().build(), this.directory,
				options);
		assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> limited.find("account", JsonNode.class));
		assertThatExceptionOfType(JsonFileException.class)
			.isThrownBy(() -> limited.update("account", JsonNode.class, (tree) -> tree));
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
		assertThat(this.told).isEmpty();
	}

	static Stream<String> limits() {
		return Stream.of("[".repeat(2_000) + "]".repeat(2_000), "1".repeat(1_001), "\"" + "x".repeat(60_000));
	}

	@Test
	void aDocumentThatDoesNotExistIsNotRestored() throws IOException {
		saveTwo();
		Files.delete(this.file);
		assertThat(found()).isEmpty();
		assertThat(this.documents.update("account", Account.class, () -> new Account("new", 0), (account) -> account))
			.isEqualTo(new Account("new", 0));
		assertThat(this.told).isEmpty();
	}

	@Test
	void withoutAVersionNothingIsTouched() throws IOException {
		corrupt();
		DirectorySnapshot before = DirectorySnapshot.of(this.root);
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(this::found)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		assertThat(DirectorySnapshot.of(this.root)).isEqualTo(before);
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.documents.update("account", Account.class, (account) -> account));
		assertThat(this.file).hasContent(CORRUPT);
		assertThat(this.quarantine.getParent()).doesNotExist();
		assertThat(this.told).extracting(DocumentRecovery::outcome)
			.containsExactly(Outcome.NO_VERSION, Outcome.NO_VERSION);
		assertThat(this.told.get(0).quarantined()).isNull();
	}

	@Test
	void withoutAGoodVersionNothingIsTouched() throws IOException {
		this.documents.save("account", new Account("a", 1));
		Files.writeString(this.file, CORRUPT);
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(this::found);
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
		assertThat(this.told).extracting(DocumentRecovery::outcome).containsExactly(Outcome.NO_VERSION);
	}

	/** A program that writes in place damages the newest version, too. */
	@Test
	void theNewestIntactVersionIsTakenHoweverOftenItHappens() throws IOException {
		saveTwo();
		for (int i = 0; i < 7; i++) {
			Files.writeString(this.file, CORRUPT);
			assertThat(found()).contains(new Account("a", 1));
		}
		assertThat(this.told).hasSize(7).allMatch((recovery) -> recovery.outcome() == Outcome.RESTORED);
	}

	@Test
	void aVersionThatCannotBeReadIsPassedOver() throws IOException {
		saveTwo();
		corrupt();
		this.faults.on("newInputStream", (path) -> path.startsWith(this.directory.resolve(".versions")))
			.failBefore(BROKEN);
		assertThat(found()).contains(new Account("a", 1));
	}

	@Test
	void byDefaultNothingIsRestored() throws IOException {
		saveTwo();
		corrupt();
		JsonFileRepository others = new JsonFileRepository(this.files, JsonMapper.builder().build(), this.directory,
				JsonFileOptions.defaults().withRecovery(new RecoveryOptions(5, CorruptionPolicy.FAIL)));
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> others.find("account", Account.class));
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
		others.save("account", new Account("a", 7));
		assertThat(this.quarantine.getParent()).doesNotExist();
	}

	/** PEERS 7: the backup must not become what made it necessary. */
	@Test
	void whatIsCorruptNeverBecomesAVersion() throws IOException {
		Version two = saveTwo();
		corrupt();
		JsonFileRepository others = new JsonFileRepository(this.files, JsonMapper.builder().build(), this.directory,
				JsonFileOptions.defaults().withRecovery(new RecoveryOptions(5, CorruptionPolicy.FAIL)));
		List<KeptVersion> before = others.versions("account");
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> others.update("account",
					Account.class, () -> new Account("default", 0), (account) -> account));
		}
		assertThat(others.versions("account")).isEqualTo(before);
		others.save("account", new Account("a", 3));
		assertThat(others.versions("account")).hasSize(3)
			.extracting(KeptVersion::version)
			.contains(two)
			.doesNotContain(Version.of(CORRUPT.getBytes()));
	}

	@Test
	void theFileIsQuarantinedDurablyBeforeItIsReplaced() throws IOException {
		saveTwo();
		corrupt();
		this.faults.clear();
		found();
		List<String> calls = this.faults.calls()
			.stream()
			.filter((call) -> List.of("createLink", "force", "move", "createDirectory", "delete")
				.contains(call.operation()))
			.map((call) -> call.operation() + " "
					+ this.directory.relativize(call.path())
						.toString()
						.replaceAll("[0-9]{12}-[^/]*$", "kept")
						.replaceAll("^\\..*-tmp$", "temp"))
			.toList();
		assertThat(calls).containsExactly("createDirectory .quarantine", "force ",
				"createDirectory .quarantine/account.json", "force .quarantine",
				"createLink .quarantine/account.json/kept", "force .quarantine/account.json", "force temp", "move temp",
				"force ");
	}

	@Test
	void theQuarantineIsPrivateAndTheFileKeepsItsMode() throws IOException {
		saveTwo();
		corrupt();
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-r-----"));
		Object inode = Files.getAttribute(this.file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
		found();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-r-----");
		Path kept = quarantined().get(0);
		assertThat(Files.getAttribute(kept, "unix:ino")).isEqualTo(inode);
		assertThat(Files.getAttribute(kept, "unix:nlink")).isEqualTo(1);
		for (Path hidden : List.of(this.quarantine, this.quarantine.getParent())) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hidden))).isEqualTo("rwx------");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "createLink", "createDirectory" })
	void whatCannotBeQuarantinedIsNotReplaced(String operation) throws IOException {
		saveTwo();
		corrupt();
		this.faults.on(operation, (path) -> path.startsWith(this.quarantine.getParent())).failBefore(BROKEN);
		assertFailed();
		assertThat(found()).contains(new Account("a", 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "force", "move" })
	void whatCannotBeReplacedIsAsItWas(String operation) throws IOException {
		saveTwo();
		corrupt();
		this.faults.on(operation, (path) -> path.getFileName().toString().endsWith("-tmp")).failBefore(BROKEN);
		assertFailed();
		assertThat(quarantined()).hasSize(1);
		assertThat(found()).contains(new Account("a", 2));
		assertThat(quarantined()).as("the same file is quarantined once").hasSize(1);
	}

	private void assertFailed() {
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(this::found)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
				.satisfies((failure) -> assertThat(failure).hasRootCause(BROKEN)));
		assertThat(this.file).hasContent(CORRUPT);
		assertThat(this.told).extracting(DocumentRecovery::outcome).containsExactly(Outcome.FAILED);
	}

	@Test
	void whatIsRestoredButPerhapsNotDurableIsTold() throws IOException {
		Version two = saveTwo();
		corrupt();
		this.faults.on("force", this.directory::equals).nth(2).failBefore(BROKEN);
		assertThat(found()).contains(new Account("a", 2));
		assertRestored(two);
	}

	@Test
	void anUpdateAfterARestoreThatIsPerhapsNotDurableIsDurable() throws IOException {
		saveTwo();
		corrupt();
		this.faults.clear();
		this.faults.on("force", this.directory::equals).nth(2).failBefore(BROKEN);
		this.documents.update("account", Account.class, (account) -> account);
		assertThat(this.faults.calls("force")).filteredOn((call) -> call.path().equals(this.directory)).hasSize(3);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void aDocumentThatIsLockedByTheThreadItselfIsNotRestored() throws IOException {
		saveTwo();
		this.documents.update("account", Account.class, (account) -> {
			corrupt();
			assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(this::found)
				.satisfies(
						(ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(FileLockException.class));
			return new Account("a", 3);
		});
		assertThat(found()).contains(new Account("a", 3));
	}

	@Test
	void aChangeThatMeetsAnotherCorruptDocumentRunsOnce() throws IOException {
		this.documents.save("other", 1);
		corrupt();
		List<Integer> runs = new ArrayList<>();
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.documents.update("other", Integer.class, (value) -> {
				runs.add(value);
				return this.documents.find("account", Account.class).orElseThrow().balance();
			}));
		assertThat(runs).hasSize(1);
		assertThat(this.documents.find("other", Integer.class)).contains(1);
	}

	@Test
	void aClosedTemplateCannotRestore() throws IOException {
		saveTwo();
		corrupt();
		this.files.close();
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(this::found)
			.satisfies(
					(ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class));
		assertThat(this.told).extracting(DocumentRecovery::outcome).containsExactly(Outcome.FAILED);
	}

	@Test
	void saveReplacesWhatIsCorruptAndQuarantinesIt() throws IOException {
		saveTwo();
		corrupt();
		this.documents.save("account", new Account("a", 3));
		assertThat(found()).contains(new Account("a", 3));
		assertThat(quarantined()).singleElement().satisfies((path) -> assertThat(path).hasContent(CORRUPT));
		assertThat(this.told).isEmpty();
	}

	@Test
	void saveDoesNotFailWhereItCannotQuarantine() throws IOException {
		saveTwo();
		corrupt();
		this.faults.on("createLink", (path) -> path.startsWith(this.quarantine)).failBefore(BROKEN);
		this.documents.save("account", new Account("a", 3));
		assertThat(found()).contains(new Account("a", 3));
		assertThat(quarantined()).isEmpty();
	}

	@Test
	void restoringByHandQuarantinesToo() throws IOException {
		Version two = saveTwo();
		corrupt();
		this.documents.restore("account", two);
		assertThat(found()).contains(new Account("a", 2));
		assertThat(quarantined()).hasSize(1);
	}

	@Test
	void deletingTakesAwayWhatIsCorrupt() throws IOException {
		saveTwo();
		corrupt();
		assertThat(this.documents.delete("account")).isTrue();
		assertThat(found()).isEmpty();
		assertThat(this.quarantine.getParent()).doesNotExist();
	}

	@Test
	void theOldestOfTooManyInQuarantineGoes() throws IOException {
		saveTwo();
		for (int i = 0; i < Quarantine.MAX_FILES + 3; i++) {
			corrupt(("{" + i).getBytes());
			found();
		}
		assertThat(quarantined()).hasSize(Quarantine.MAX_FILES);
		assertThat(quarantined().get(0)).hasContent("{3");
		assertThat(quarantined().get(9)).hasContent("{12");
	}

	@Test
	void purgingRemovesWhatIsInQuarantine() throws IOException {
		saveTwo();
		corrupt();
		found();
		assertThat(this.documents.purgeVersions("account")).isEqualTo(3);
		assertThat(quarantined()).isEmpty();
		assertThat(found()).contains(new Account("a", 2));
	}

	@Test
	void anotherProgramThatRepairsItMeanwhileWins() throws IOException {
		saveTwo();
		corrupt();
		this.faults.on("createLink", (path) -> path.startsWith(this.quarantine))
			.before(() -> corrupt("{\"owner\": \"repaired\", \"balance\": 9}".getBytes()));
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(this::found);
		assertThat(found()).contains(new Account("repaired", 9));
		assertThat(quarantined()).isEmpty();
	}

	@Test
	void aListenerThatFailsBreaksNothing() throws IOException {
		JsonFileOptions options = JsonFileOptions.defaults()
			.withRecovery(new RecoveryOptions(5, CorruptionPolicy.RESTORE).withListeners(List.of((recovery) -> {
				throw new AssertionError("listener failed");
			}, this.told::add)));
		this.documents = new JsonFileRepository(this.files, JsonMapper.builder().build(), this.directory, options);
		saveTwo();
		corrupt();
		assertThat(found()).contains(new Account("a", 2));
		assertThat(this.told).hasSize(1);
	}

	@Test
	void aListenerMayUseTheRepository() throws IOException {
		List<JsonFileRepository> itself = new ArrayList<>();
		this.documents = restoring(this.files, this.directory,
				(recovery) -> itself.get(0).save("log", Map.of("restored", recovery.name())));
		itself.add(this.documents);
		saveTwo();
		corrupt();
		found();
		assertThat(this.documents.find("log", Map.class)).contains(Map.of("restored", "account"));
	}

	@Test
	void nobodySeesAMomentWithoutAFile() throws Exception {
		saveTwo();
		AtomicBoolean over = new AtomicBoolean();
		Background<Integer> reader = Background.of(() -> {
			int reads = 0;
			while (!over.get()) {
				Files.readAllBytes(this.file);
				reads++;
			}
			return reads;
		});
		for (int i = 0; i < 20; i++) {
			corrupt();
			found();
		}
		over.set(true);
		assertThat(reader.join()).isPositive();
	}

	@Test
	void ofManyThreadsOneRestores() throws Exception {
		saveTwo();
		for (int round = 0; round < 5; round++) {
			corrupt();
			this.told.clear();
			Workers.run(16, (index) -> {
				if (index % 2 == 0) {
					assertThat(found().orElseThrow().owner()).isEqualTo("a");
				}
				else {
					this.documents.update("account", Account.class,
							(account) -> new Account("a", account.balance() + 1));
				}
			});
			assertThat(this.told).hasSize(1);
			assertThat(quarantined()).hasSize(round + 1);
			assertThat(found()).contains(new Account("a", 2 + 8 * (round + 1)));
		}
	}

	@Test
	void ofSeveralProcessesOneRestores() throws Exception {
		saveTwo();
		corrupt();
		List<ChildJvm> children = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				children.add(ChildJvm
					.of(RestoringProcess.class, this.directory.toString(), this.root.resolve("locks").toString())
					.options("-Xmx64m")
					.start());
			}
			children.forEach((child) -> child.awaitLine("ready"::equals));
			children.forEach((child) -> child.send("go"));
			children.forEach((child) -> assertThat(child.awaitExit()).as("%s", child).isZero());
			assertThat(children).allSatisfy((child) -> assertThat(child.lines()).contains("found 2"));
			assertThat(children.stream().flatMap((child) -> child.lines().stream()).filter("RESTORED"::equals))
				.hasSize(1);
		}
		finally {
			children.forEach(ChildJvm::close);
		}
		assertThat(quarantined()).hasSize(1);
	}

	@Test
	void aFailedWriteOfTheUpdateItselfIsReportedAsSuch() throws IOException {
		Version two = saveTwo();
		corrupt();
		this.faults.on("move").nth(2).failBefore(BROKEN);
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.documents.update("account", Account.class, (account) -> new Account("a", 3)));
		assertRestored(two);
		assertThat(found()).contains(new Account("a", 2));
	}

}
