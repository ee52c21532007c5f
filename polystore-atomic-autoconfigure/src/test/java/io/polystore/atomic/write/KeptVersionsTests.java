package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.MetadataAspect;
import io.polystore.atomic.MetadataPolicy;
import io.polystore.atomic.MetadataTreatment;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What updates keep of a file, and what they do when they cannot.
 */
class KeptVersionsTests {

	private static final IOException BROKEN = new IOException("Input/output error");

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	private final List<Throwable> notKept = new ArrayList<>();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().listener(new AtomicFileListener() {

		@Override
		public void versionNotKept(Path path, Throwable cause) {
			KeptVersionsTests.this.notKept.add(cause);
		}

	}).build();

	@TempDir
	private Path directory;

	/** As it really is. */
	private Path real;

	/** The same file, by way of the faults. */
	private Path file;

	private Path versions;

	@BeforeEach
	void name() throws IOException {
		this.directory = Files.createDirectory(this.directory.toRealPath().resolve("data"));
		this.real = this.directory.resolve("file");
		this.file = this.fileSystem.path(this.real);
		this.versions = this.directory.resolve(".versions").resolve("file");
	}

	private void update(String content) {
		update(3, content);
	}

	private void update(int keep, String content) {
		update(WriteOptions.inherit().withKeptVersions(keep), content);
	}

	private void update(WriteOptions options, String content) {
		this.files.update(this.file, options, (old) -> content.getBytes(StandardCharsets.UTF_8));
	}

	private List<KeptFile> newestFirst() throws IOException {
		return KeptFiles.versionsOf(this.real).newestFirst();
	}

	private List<String> kept() throws IOException {
		List<String> contents = new ArrayList<>();
		for (KeptFile version : newestFirst()) {
			byte[] content = version.intactContent(1_000);
			contents.add((content != null) ? new String(content, StandardCharsets.UTF_8) : "damaged");
		}
		return contents;
	}

	@Test
	void theLastVersionsAreKeptTheNewestFirst() throws IOException {
		for (int i = 1; i <= 5; i++) {
			update("v" + i);
			assertThat(kept()).startsWith("v" + i).hasSize(Math.min(i, 3));
		}
		assertThat(kept()).containsExactly("v5", "v4", "v3");
		assertThat(newestFirst()).extracting(KeptFile::number).containsExactly(5L, 4L, 3L);
		assertThat(this.notKept).isEmpty();
	}

	@Test
	void aVersionCostsNoCopyAndHasTheModeOfTheFile() throws IOException {
		update(WriteOptions.inherit().withKeptVersions(1).withPermissions(PosixFilePermissions.fromString("rw-r-----")),
				"v1");
		assertThat(newestFirst()).singleElement().satisfies((version) -> {
			assertThat(Files.isSameFile(version.path(), this.real)).isTrue();
			assertThat(Files.getPosixFilePermissions(version.path()))
				.isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
			assertThat(version.size()).isEqualTo(2);
			assertThat(version.hash()).isEqualTo(ContentHash.of("v1".getBytes()));
			assertThat(version.time()).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
			assertThat(version.path().getFileName().toString()).isEqualTo("000000000001-"
					+ version.time().toString().replaceAll("[-:]", "").replace("Z", "Z-") + version.hash());
		});
	}

	@Test
	void onlyTheOwnerCanEnterTheDirectories() throws IOException {
		update("v1");
		for (Path hidden : List.of(this.versions, this.versions.getParent())) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hidden))).isEqualTo("rwx------");
		}
	}

	@Test
	void aVersionIsLinkedBetweenTheRenameAndTheForceOfTheDirectoryAndTheOldestGoesLast() {
		update(1, "v1");
		this.faults.clear();
		update(1, "v2");
		assertThat(effects("force", "move", "createLink", "delete", "createDirectory")).containsExactly("force temp",
				"move temp", "createLink version", "force data", "delete version");
		assertThat(this.faults.calls("list")).hasSize(1);
	}

	@Test
	void theDirectoriesAreDurableBeforeTheRename() {
		update("v1");
		assertThat(effects("force", "move", "createLink", "delete", "createDirectory")).containsExactly(
				"createDirectory .versions", "force data", "createDirectory file", "force .versions", "force temp",
				"move temp", "createLink version", "force data");
	}

	@ParameterizedTest
	@EnumSource(Durability.class)
	void everyDurabilityKeeps(Durability durability) throws IOException {
		update(WriteOptions.of(durability).withKeptVersions(2), "v1");
		update(WriteOptions.of(durability).withKeptVersions(2), "v2");
		update(WriteOptions.of(durability).withKeptVersions(2), "v3");
		assertThat(kept()).containsExactly("v3", "v2");
	}

	/**
	 * All that keeping does, it does to the versions.
	 */
	@Test
	void withoutVersionsAnUpdateMakesNoCallMore() {
		update(0, "v1");
		this.faults.clear();
		update(0, "v2");
		List<String> without = calls();
		update(1, "v3");
		this.faults.clear();
		update(1, "v4");
		List<String> with = calls();
		assertThat(without).noneMatch((call) -> call.contains(".versions"));
		assertThat(with).filteredOn((call) -> !call.contains(".versions")).isEqualTo(without);
		assertThat(with).hasSizeGreaterThan(without.size());
	}

	private List<String> calls() {
		return this.faults.calls()
			.stream()
			.map((call) -> call.operation() + " "
					+ (TempNames.isTemp(call.fileName()) ? "temp" : this.directory.relativize(call.path())))
			.toList();
	}

	@Test
	void aDeletionKeepsWhatThereIs() throws IOException {
		update("v1");
		update("v2");
		this.files.update(this.file, WriteOptions.inherit().withKeptVersions(3), (content) -> null);
		assertThat(this.real).doesNotExist();
		assertThat(kept()).containsExactly("v2", "v1");
	}

	@Test
	void writesThatTakeNoLockKeepNothing() throws IOException {
		WriteOptions options = WriteOptions.inherit().withKeptVersions(3);
		this.files.createNew(this.file, options, "v1".getBytes());
		this.files.write(this.file, options, "v2".getBytes());
		this.files.write(this.file, options, (out) -> out.write("v3".getBytes()));
		assertThat(this.versions.getParent()).doesNotExist();
	}

	@Test
	void whatIsTheNewestVersionAlreadyIsNotKeptAgain() throws IOException {
		update("v1");
		update("v2");
		update("v2");
		assertThat(kept()).containsExactly("v2", "v1");
		assertThat(Files.isSameFile(newestFirst().get(0).path(), this.real)).isFalse();
		update("v1");
		assertThat(kept()).containsExactly("v1", "v2", "v1");
	}

	@Test
	void aNewestVersionThatWasDamagedIsReplacedByTheSameContent() throws IOException {
		update("v1");
		update("v2");
		Files.writeString(this.real, "changed in place");
		assertThat(kept()).containsExactly("damaged", "v1");
		update("v2");
		assertThat(kept()).containsExactly("v2", "v1");
		assertThat(newestFirst()).extracting(KeptFile::number).containsExactly(3L, 1L);
	}

	@Test
	void aClockThatIsSetBackDoesNotMakeTheNewestTheOldest() throws IOException {
		update(2, "v1");
		KeptFile first = newestFirst().get(0);
		Files.move(first.path(),
				KeptFile.in(this.versions, 7, Instant.parse("2999-12-31T23:59:59.999999Z"), first.hash()).path());
		update(2, "v2");
		update(2, "v3");
		assertThat(kept()).containsExactly("v3", "v2");
		assertThat(newestFirst()).extracting(KeptFile::number).containsExactly(9L, 8L);
	}

	@Test
	void fewerVersionsThanBeforeLeaveNoMore() throws IOException {
		for (int i = 1; i <= 5; i++) {
			update(5, "v" + i);
		}
		update(2, "v5");
		assertThat(kept()).containsExactly("v5", "v4");
		update(1, "v6");
		assertThat(kept()).containsExactly("v6");
	}

	@Test
	void whatAKillLeftBetweenTheLinkAndTheEndIsDroppedNextTime() throws IOException {
		update(2, "v1");
		update(2, "v2");
		Files.writeString(KeptFile.in(this.versions, 3, Instant.now(), ContentHash.of("v3".getBytes())).path(), "v3");
		update(2, "v4");
		assertThat(kept()).containsExactly("v4", "v3");
	}

	@Test
	void filesOfOthersAreLeftAlone() throws IOException {
		update(1, "v1");
		Path note = Files.writeString(this.versions.resolve("note"), "by hand");
		Path impossible = Files.writeString(
				this.versions.resolve("000000000009-20261399T000000.000000Z-" + ContentHash.of(new byte[0])), "");
		update(1, "v2");
		assertThat(kept()).containsExactly("v2");
		assertThat(note).exists();
		assertThat(impossible).exists();
	}

	@Test
	void theVersionsOfALinkedFileAreBesideTheRealOne() throws IOException {
		Path elsewhere = Files.createDirectory(this.directory.resolveSibling("elsewhere"));
		Files.createSymbolicLink(this.real, elsewhere.resolve("target"));
		update("v1");
		assertThat(this.versions.getParent()).doesNotExist();
		assertThat(KeptFiles.versionsOf(elsewhere.resolve("target")).newestFirst()).hasSize(1);
		assertThat(elsewhere.resolve(".versions/target")).isDirectory();
	}

	@Test
	void aNameAsLongAsItMayBeHasVersions() throws IOException {
		this.real = this.directory.resolve("n".repeat(255));
		this.file = this.fileSystem.path(this.real);
		update("v1");
		assertThat(kept()).containsExactly("v1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "createLink", "createDirectory", "list" })
	void whatCannotBeKeptIsWrittenAllTheSameAndTold(String operation) throws IOException {
		Fault fault = this.faults.on(operation).always().failBefore(BROKEN);
		update("v1");
		assertThat(fault.matches()).isPositive();
		assertThat(this.real).hasContent("v1");
		assertThat(this.notKept).containsExactly(BROKEN);
		assertThat(kept()).isEmpty();
		this.faults.clear();
		update("v2");
		assertThat(kept()).containsExactly("v2");
	}

	@Test
	void aFileSystemWithoutHardLinksIsToldAsSuch() {
		this.faults.on("createLink").always().before(() -> {
			throw new UnsupportedOperationException();
		});
		update("v1");
		assertThat(this.real).hasContent("v1");
		assertThat(this.notKept).singleElement()
			.satisfies((cause) -> assertThat(cause).isInstanceOf(FileSystemException.class)
				.hasMessageContaining("the file system has no hard links"));
	}

	@Test
	void aWriteThatFailsTellsOfNoVersion() throws IOException {
		update("v1");
		this.faults.on("list").failBefore(BROKEN);
		this.faults.on("move").failBefore(new IOException("No space left on device"));
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> update("v2"))
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(Outcome.NOT_COMMITTED));
		assertThat(this.notKept).isEmpty();
		assertThat(kept()).containsExactly("v1");
	}

	@Test
	void whatCannotBeDroppedIsDroppedNextTime() throws IOException {
		update(1, "v1");
		this.faults.on("delete", (path) -> path.startsWith(this.versions)).failBefore(BROKEN);
		update(1, "v2");
		assertThat(this.real).hasContent("v2");
		assertThat(this.notKept).isEmpty();
		assertThat(kept()).containsExactly("v2", "v1");
		update(1, "v3");
		assertThat(kept()).containsExactly("v3");
	}

	@Test
	void afterAFailedForceOfTheDirectoryTheVersionIsKeptAndTheOutcomeTrue() throws IOException {
		update(1, "v1");
		this.faults.on("force", this.directory::equals).failBefore(BROKEN);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> update(1, "v2"))
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(Outcome.COMMITTED_DURABILITY_UNKNOWN));
		assertThat(this.real).hasContent("v2");
		assertThat(kept()).containsExactly("v2", "v1");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".versions", ".versions/file" })
	void aFileInPlaceOfADirectoryIsNoReasonNotToWrite(String name) throws IOException {
		Path obstacle = this.directory.resolve(name);
		Files.createDirectories(obstacle.getParent());
		Files.writeString(obstacle, "by hand");
		update("v1");
		assertThat(this.real).hasContent("v1");
		assertThat(obstacle).hasContent("by hand");
		assertThat(this.notKept).singleElement().isInstanceOf(NotDirectoryException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { ".versions", ".versions/file" })
	void aLinkInPlaceOfADirectoryIsNotFollowed(String name) throws IOException {
		Path elsewhere = Files.createDirectories(this.directory.resolveSibling("elsewhere").resolve("file"));
		Path link = this.directory.resolve(name);
		Files.createDirectories(link.getParent());
		Files.createSymbolicLink(link, elsewhere);
		DirectorySnapshot before = DirectorySnapshot.of(elsewhere.getParent());
		update("v1");
		assertThat(this.real).hasContent("v1");
		assertThat(DirectorySnapshot.of(elsewhere.getParent())).isEqualTo(before);
		assertThat(this.notKept).singleElement().isInstanceOf(NotDirectoryException.class);
	}

	@Test
	void nothingIsKeptWhereALinkThatWasMovedInLeads() throws IOException {
		Path elsewhere = Files.createDirectory(this.directory.resolveSibling("elsewhere"));
		Path sub = Files.createDirectory(this.directory.resolve("sub"));
		WriteOptions options = WriteOptions.inherit()
			.withKeptVersions(3)
			.withConfinement(this.fileSystem.path(this.directory));
		this.faults.on("write", (path) -> TempNames.isTemp(path.getFileName().toString())).before(() -> {
			Files.move(sub, this.directory.resolve("away"));
			Files.createSymbolicLink(sub, elsewhere);
		});
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.update(this.fileSystem.path(sub.resolve("file")), options,
					(content) -> "v1".getBytes()))
			.withMessageContaining("which it must not leave");
		assertThat(elsewhere).isEmptyDirectory();
		assertThat(this.notKept).isEmpty();
	}

	@Test
	void aFileThatAnotherProgramPutThereMeanwhileIsNotKeptAsOurs() throws IOException {
		update("v1");
		this.faults.on("createLink").before(() -> {
			Path other = Files.writeString(this.directory.resolve("other"), "not ours");
			Files.move(other, this.real, StandardCopyOption.ATOMIC_MOVE);
		});
		update("v2");
		assertThat(this.real).hasContent("not ours");
		assertThat(kept()).containsExactly("v1");
		assertThat(this.notKept).singleElement()
			.satisfies((cause) -> assertThat(cause).hasMessageContaining("another program replaced the file"));
	}

	@Test
	void aLinkInPlaceOfAVersionIsNoVersion() throws IOException {
		update("v1");
		Path outside = Files.writeString(this.directory.resolveSibling("outside"), "secret");
		KeptFile planted = KeptFile.in(this.versions, 2, Instant.now(), ContentHash.of("secret".getBytes()));
		Files.createSymbolicLink(planted.path(), outside);
		assertThat(kept()).containsExactly("damaged", "v1");
	}

	@Test
	void aSweepLeavesVersionsAlone() throws IOException {
		update("v1");
		update("v2");
		new StaleTempSweeper(Duration.ofMillis(1), AtomicFileListener.NO_OP).sweep(this.directory);
		assertThat(kept()).containsExactly("v2", "v1");
	}

	@Test
	void ownLinksAreToldFromThoseOfOthers() throws IOException {
		update("v1");
		update("v2");
		assertThat(KeptFiles.linksTo(this.real, 1)).isEqualTo(1);
		Files.createLink(this.directory.resolve("other"), this.real);
		assertThat(Files.getAttribute(this.real, "unix:nlink")).isEqualTo(3);
		assertThat(KeptFiles.linksTo(this.real, 2)).isEqualTo(1);
		Quarantine.add(this.real, "v2".getBytes());
		assertThat(KeptFiles.linksTo(this.real, 3)).isEqualTo(2);
		assertThat(KeptFiles.linksTo(this.directory.resolve("other"), 3)).isZero();
	}

	@Test
	void aFileThatHasOnlyKeptVersionsForOtherNamesCountsAsOneWithoutOthers() throws IOException {
		WriteOptions options = WriteOptions.inherit()
			.withKeptVersions(2)
			.withMetadata(MetadataPolicy.defaults().with(MetadataAspect.HARD_LINKS, MetadataTreatment.REQUIRE));
		for (int i = 1; i <= 3; i++) {
			update(options, "v" + i);
		}
		Files.createLink(this.directory.resolve("other"), this.real);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> update(options, "v4"))
			.withMessageContaining("the file has 2 names");
		assertThat(kept()).containsExactly("v3", "v2");
	}

	@Test
	void everythingCanBeDeleted() throws IOException {
		update("v1");
		update("v2");
		Path file = this.file;
		assertThat(KeptFiles.versionsOf(file).deleteAll()).isEqualTo(2);
		assertThat(this.versions).doesNotExist();
		assertThat(this.real).hasContent("v2");
		assertThat(KeptFiles.versionsOf(file).deleteAll()).isZero();
		update("v3");
		Files.writeString(this.versions.resolve("note"), "by hand");
		assertThat(KeptFiles.versionsOf(file).deleteAll()).isEqualTo(1);
		assertThat(this.versions.resolve("note")).exists();
	}

	@Test
	void theDeletionOfEverythingIsDurable() throws IOException {
		update("v1");
		this.faults.clear();
		KeptFiles.versionsOf(this.file).deleteAll();
		assertThat(effects("delete", "force")).containsExactly("delete version", "force file", "delete file");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1001, Integer.MIN_VALUE, Integer.MAX_VALUE })
	void aNumberOutOfRangeIsRefused(int keep) {
		assertThatIllegalArgumentException().isThrownBy(() -> WriteOptions.inherit().withKeptVersions(keep))
			.withMessage("'keptVersions' must be between 0 and 1000: " + keep);
	}

	@Test
	void optionsThatSayNothingTakeTheNumberFromTheOthers() {
		WriteOptions three = WriteOptions.inherit().withKeptVersions(3);
		assertThat(WriteOptions.of(Durability.FILE).orElse(three).keptVersions()).isEqualTo(3);
		assertThat(three.withKeptVersions(0).orElse(three).keptVersions()).isZero();
		assertThat(WriteOptions.defaults().keptVersions()).isZero();
		assertThat(three.withDurability(Durability.FILE).withCreateDirectories(false).withPermissions(Set.of()))
			.isEqualTo(WriteOptions.of(Durability.FILE)
				.withPermissions(Set.of())
				.withCreateDirectories(false)
				.withKeptVersions(3))
			.hasToString(
					"WriteOptions[durability=FILE, permissions=[], createDirectories=false, metadata=null, confinement=null, keptVersions=3]");
		assertThat(three).isNotEqualTo(three.withKeptVersions(4));
	}

	@Test
	void hardLinksAreFoundOutByTrying() throws IOException {
		Path path = this.fileSystem.path(this.directory);
		HardLinks.check(path);
		assertThat(this.directory).isEmptyDirectory();
		this.faults.on("createLink").failBefore(new FileSystemException("link", null, "Operation not permitted"));
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> HardLinks.check(path));
		assertThat(this.directory).isEmptyDirectory();
	}

	private List<String> effects(String... operations) {
		return this.faults.calls()
			.stream()
			.filter((call) -> Set.of(operations).contains(call.operation()))
			.filter((call) -> !call.fileName().endsWith(".lock"))
			.map(this::describe)
			.toList();
	}

	private String describe(Call call) {
		boolean version = call.path().startsWith(this.versions) && !call.path().equals(this.versions);
		String what = TempNames.isTemp(call.fileName()) ? "temp" : call.fileName();
		return call.operation() + " " + (version ? "version" : what);
	}

	@Test
	void nothingIsWrittenIntoAFileInPlace() throws IOException {
		update("v1");
		Object first = Files.getAttribute(this.real, "unix:ino", LinkOption.NOFOLLOW_LINKS);
		update("v2");
		assertThat(Files.getAttribute(this.real, "unix:ino", LinkOption.NOFOLLOW_LINKS)).isNotEqualTo(first);
		assertThat(kept()).containsExactly("v2", "v1");
	}

}
