package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Commands;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Mode, owner and group of written files.
 */
class FileMetadataTests {

	private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

	/** A user and a group that need no name. */
	private static final int STRANGER = 54321;

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void resolveFile() {
		this.file = this.directory.resolve("file");
	}

	static Set<PosixFilePermission> permissions(String permissions) {
		return PosixFilePermissions.fromString(permissions);
	}

	private static String mode(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

	private static Map<String, Object> owners(Path file) throws IOException {
		return Files.readAttributes(file, "unix:uid,gid");
	}

	private void createFile(String permissions) throws IOException {
		Files.createFile(this.file);
		Files.setPosixFilePermissions(this.file, permissions(permissions));
	}

	private void assumeSuperuser() throws IOException {
		Commands.assumeSuperuser(this.directory);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r--r--", "rw-------", "rwxrwxrwx", "r--r--r--", "---------", "rw-rw----" })
	void theModeOfAReplacedFileIsKept(String permissions) throws IOException {
		createFile(permissions);
		this.files.write(this.file, CONTENT);
		assertThat(mode(this.file)).isEqualTo(permissions);
		this.files.write(this.file, (out) -> out.write(CONTENT));
		assertThat(mode(this.file)).isEqualTo(permissions);
	}

	@Test
	void theModeOfAnUpdatedFileIsKept() throws IOException {
		createFile("rw-r-x--x");
		this.files.update(this.file, (content) -> CONTENT);
		assertThat(mode(this.file)).isEqualTo("rw-r-x--x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r--r--", "rw-------", "rwxrwxrwx", "r--------" })
	void aFileGetsThePermissionsThatAreAskedForWhateverTheUmask(String permissions) throws IOException {
		WriteOptions options = WriteOptions.inherit().withPermissions(permissions(permissions));
		this.files.write(this.file, options, CONTENT);
		assertThat(mode(this.file)).isEqualTo(permissions);
		Path created = this.directory.resolve("created");
		this.files.createNew(created, options, CONTENT);
		assertThat(mode(created)).isEqualTo(permissions);
	}

	@Test
	void permissionsThatAreAskedForWinOverThoseOfTheReplacedFile() throws IOException {
		createFile("rwxrwxrwx");
		this.files.write(this.file, WriteOptions.inherit().withPermissions(permissions("rw-------")), CONTENT);
		assertThat(mode(this.file)).isEqualTo("rw-------");
	}

	@Test
	void aNewFileGetsWhatTheUmaskLeaves() throws IOException {
		Path plain = Files.createFile(this.directory.resolve("plain"));
		this.files.write(this.file, CONTENT);
		assertThat(mode(this.file)).isEqualTo(mode(plain));
		Path created = this.directory.resolve("created");
		this.files.createNew(created, CONTENT);
		assertThat(mode(created)).isEqualTo(mode(plain));
	}

	@Test
	void aNewFileGetsWhatAnUnusualUmaskLeaves() throws IOException {
		ChildJvm.of(WriteMain.class, this.file.toString()).prefix("sh", "-c", "umask 026; exec \"$@\"", "sh").run();
		assertThat(mode(this.file)).isEqualTo("rw-r-----");
	}

	@Test
	void aSecretIsNeverMoreReadableThanAskedFor() throws IOException {
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		List<String> modes = modesBeforeAndAfterEachCall(fileSystem.faults());
		Path secret = fileSystem.path(this.file);
		WriteOptions options = WriteOptions.inherit().withPermissions(permissions("rw-------"));
		this.files.write(secret, options, CONTENT);
		this.files.write(secret, (out) -> out.write(CONTENT));
		this.files.createNew(secret.resolveSibling("created"), options, CONTENT);
		assertThat(modes).hasSizeGreaterThan(20).containsOnly("rw-------");
	}

	@Test
	void aReplacedFileIsPrivateUntilItHasItsGroup() throws IOException {
		assumeSuperuser();
		createFile("rw-rw----");
		Files.setAttribute(this.file, "unix:gid", STRANGER);
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		List<String> modes = new CopyOnWriteArrayList<>();
		fileSystem.faults()
			.when((call) -> TempNames.isTemp(call.fileName()))
			.always()
			.after(() -> addTemps(modes, (temp) -> mode(temp) + " " + owners(temp).get("gid")));
		this.files.write(fileSystem.path(this.file), CONTENT);
		int own = (Integer) Files.getAttribute(this.directory, "unix:gid");
		assertThat(modes).startsWith("rw------- " + own)
			.contains("rw------- " + STRANGER, "rw-rw---- " + STRANGER)
			.doesNotContain("rw-rw---- " + own);
	}

	private List<String> modesBeforeAndAfterEachCall(Faults faults) {
		List<String> modes = new CopyOnWriteArrayList<>();
		faults.when((call) -> true)
			.always()
			.before(() -> addTemps(modes, FileMetadataTests::mode))
			.after(() -> addTemps(modes, FileMetadataTests::mode));
		return modes;
	}

	private void addTemps(List<String> found, Description description) throws IOException {
		for (Path temp : Temps.in(this.directory)) {
			found.add(description.of(temp));
		}
	}

	@Test
	void ownerAndGroupAreKeptWhereTheyMayBe() throws IOException {
		assumeSuperuser();
		createFile("rw-r-----");
		Files.setAttribute(this.file, "unix:uid", STRANGER);
		Files.setAttribute(this.file, "unix:gid", STRANGER + 1);
		this.files.write(this.file, CONTENT);
		assertThat(owners(this.file)).containsEntry("uid", STRANGER).containsEntry("gid", STRANGER + 1);
		assertThat(mode(this.file)).isEqualTo("rw-r-----");
	}

	@Test
	void aGroupThatCannotBeKeptTakesItsPermissionsAlong() throws IOException {
		assumeSuperuser();
		String[] mayNotGiveAway = { "setpriv", "--bounding-set=-chown", "--inh-caps=-chown" };
		Commands.assumeWorks(Commands.with(mayNotGiveAway, "true"));
		createFile("rw-rwxr--");
		Files.setAttribute(this.file, "unix:uid", STRANGER);
		Files.setAttribute(this.file, "unix:gid", STRANGER);
		ChildJvm.of(WriteMain.class, this.file.toString()).prefix(mayNotGiveAway).run();
		assertThat(this.file).hasContent(WriteMain.CONTENT);
		assertThat(owners(this.file)).doesNotContainValue(STRANGER);
		assertThat(mode(this.file)).isEqualTo("rw-r--r--");
	}

	@Test
	void permissionsThatTheFileSystemDoesNotKnowAreRefused() {
		Path foreign = new FaultyFileSystem(Set.of("basic", "unix")).path(this.file);
		WriteOptions options = WriteOptions.inherit().withPermissions(permissions("rw-------"));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.write(foreign, options, CONTENT))
			.withMessageContaining("no POSIX permissions");
		assertThat(this.directory).isEmptyDirectory();
	}

	/**
	 * What is looked at.
	 */
	@FunctionalInterface
	private interface Description {

		String of(Path temp) throws IOException;

	}

}
