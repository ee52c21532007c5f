package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Set;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.Durability;
import io.polystore.atomic.MetadataAspect;
import io.polystore.atomic.MetadataPolicy;
import io.polystore.atomic.MetadataTreatment;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Commands;
import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.test.FaultyFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is preserved, required or ignored of a file that is replaced.
 */
class MetadataPolicyTests {

	private static final byte[] CONTENT = "new".getBytes(StandardCharsets.UTF_8);

	private static final int STRANGER = 54321;

	private static final String[] MAY_NOT_GIVE_AWAY = { "setpriv", "--bounding-set=-chown", "--inh-caps=-chown" };

	private static final String[] MAY_ONLY_GIVE_AWAY = { "setpriv", "--bounding-set=-dac_override,-dac_read_search",
			"--inh-caps=-dac_override,-dac_read_search" };

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.writeString(this.directory.resolve("file"), "old");
	}

	private static WriteOptions options(MetadataAspect aspect, MetadataTreatment treatment) {
		return WriteOptions.inherit().withMetadata(MetadataPolicy.defaults().with(aspect, treatment));
	}

	private void setMode(int mode) throws IOException {
		Files.setAttribute(this.file, "unix:mode", mode);
	}

	private int mode() throws IOException {
		return (Integer) Files.getAttribute(this.file, "unix:mode") & 07777;
	}

	private void assertThatItIsRefused(ThrowingCallable write, String property) throws IOException {
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(write)
			.withMessageContaining(property)
			.matches((ex) -> ex.outcome() == Outcome.NOT_COMMITTED, "not committed");
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
	}

	@ParameterizedTest
	@EnumSource(names = { "HARD_LINKS", "ACL" })
	void whatNoReplaceCanPreserveIsNotPromised(MetadataAspect aspect) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MetadataPolicy.defaults().with(aspect, MetadataTreatment.PRESERVE))
			.withMessageContaining(aspect.name())
			.withMessageContaining("REQUIRE");
	}

	@ParameterizedTest
	@CsvSource({ "IGNORE, PRESERVE, PRESERVE", "REQUIRE, IGNORE, REQUIRE", "PRESERVE, REQUIRE, REQUIRE",
			"IGNORE, IGNORE, IGNORE" })
	void oneReplaceForTwoKeepsWhatEitherAsksFor(MetadataTreatment one, MetadataTreatment other,
			MetadataTreatment both) {
		MetadataPolicy first = MetadataPolicy.defaults().with(MetadataAspect.MODE, one);
		MetadataPolicy second = MetadataPolicy.defaults().with(MetadataAspect.MODE, other);
		assertThat(first.strictest(second).treatment(MetadataAspect.MODE)).isEqualTo(both);
	}

	@Test
	void ignoredModeIsThatOfANewFile() throws IOException {
		Path fresh = this.directory.resolve("fresh");
		this.files.write(fresh, CONTENT);
		setMode(0711);
		this.files.write(this.file, options(MetadataAspect.MODE, MetadataTreatment.IGNORE), CONTENT);
		assertThat(Files.getPosixFilePermissions(this.file)).isEqualTo(Files.getPosixFilePermissions(fresh));
	}

	@Test
	void preservedModeLosesTheBitsThatLendPrivileges() throws IOException {
		setMode(06755);
		this.files.write(this.file, CONTENT);
		assertThat(mode()).isEqualTo(0755);
	}

	@Test
	void requiredModeIsTheWholeMode() throws IOException {
		setMode(06751);
		this.files.write(this.file, options(MetadataAspect.MODE, MetadataTreatment.REQUIRE), CONTENT);
		assertThat(mode()).isEqualTo(06751);
	}

	@Test
	void permissionsThatAreAskedForTakeThePlaceOfARequiredMode() throws IOException {
		setMode(0644);
		this.files.write(this.file, options(MetadataAspect.MODE, MetadataTreatment.REQUIRE)
			.withPermissions(PosixFilePermissions.fromString("rw-------")), CONTENT);
		assertThat(mode()).isEqualTo(0600);
	}

	@Test
	void ignoredOwnerAndGroupAreThoseOfThisProcess() throws IOException {
		Commands.assumeSuperuser(this.directory);
		setMode(0660);
		Files.setAttribute(this.file, "unix:uid", STRANGER);
		Files.setAttribute(this.file, "unix:gid", STRANGER);
		WriteOptions options = WriteOptions.inherit()
			.withMetadata(MetadataPolicy.defaults()
				.with(MetadataAspect.OWNER, MetadataTreatment.IGNORE)
				.with(MetadataAspect.GROUP, MetadataTreatment.IGNORE));
		this.files.write(this.file, options, CONTENT);
		assertThat(Files.readAttributes(this.file, "unix:uid,gid")).doesNotContainValue(STRANGER);
		assertThat(mode()).as("the process's group was never granted anything").isEqualTo(0600);
	}

	@ParameterizedTest
	@CsvSource({ "OWNER, unix:uid, owner", "GROUP, unix:gid, group", "MODE, unix:gid, mode" })
	void whatIsRequiredAndCannotBeKeptIsRefused(MetadataAspect aspect, String attribute, String property)
			throws Exception {
		Commands.assumeSuperuser(this.directory);
		Commands.assumeWorks(Commands.with(MAY_NOT_GIVE_AWAY, "true"));
		setMode(0664);
		Files.setAttribute(this.file, attribute, STRANGER);
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		List<String> answer = ChildJvm.of(RequiringMain.class, this.file.toString(), aspect.name())
			.prefix(MAY_NOT_GIVE_AWAY)
			.run();
		assertThat(answer).singleElement()
			.asString()
			.contains("NOT_COMMITTED", "polystore.atomic.write.metadata." + property);
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
	}

	private UserDefinedFileAttributeView userAttributes() throws IOException {
		UserDefinedFileAttributeView view = Files.getFileAttributeView(this.file, UserDefinedFileAttributeView.class);
		try {
			view.write("origin", StandardCharsets.UTF_8.encode("somewhere"));
			view.write("empty", ByteBuffer.allocate(0));
		}
		catch (IOException ex) {
			Assumptions.abort("no extended attributes here: " + ex);
		}
		return view;
	}

	@Test
	void extendedAttributesAreLeftUnlessAskedFor() throws IOException {
		UserDefinedFileAttributeView view = userAttributes();
		this.files.write(this.file, CONTENT);
		assertThat(view.list()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "PRESERVE", "REQUIRE" })
	void extendedAttributesAreKeptWhenAskedFor(MetadataTreatment treatment) throws IOException {
		UserDefinedFileAttributeView view = userAttributes();
		setMode(0400);
		this.files.write(this.file, options(MetadataAspect.EXTENDED_ATTRIBUTES, treatment), CONTENT);
		assertThat(view.list()).containsExactlyInAnyOrder("origin", "empty");
		ByteBuffer value = ByteBuffer.allocate(view.size("origin"));
		view.read("origin", value);
		assertThat(StandardCharsets.UTF_8.decode(value.flip()).toString()).isEqualTo("somewhere");
		assertThat(mode()).isEqualTo(0400);
		assertThat(this.file).hasContent("new");
	}

	@Test
	void extendedAttributesThatCannotBeSeenAreRefusedOnlyIfRequired() throws IOException {
		try (FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix())) {
			Path path = Files.writeString(fileSystem.getPath("/work/file"), "old");
			this.files.write(path, options(MetadataAspect.EXTENDED_ATTRIBUTES, MetadataTreatment.PRESERVE)
				.withDurability(Durability.FILE), CONTENT);
			WriteOptions required = options(MetadataAspect.EXTENDED_ATTRIBUTES, MetadataTreatment.REQUIRE)
				.withDurability(Durability.FILE);
			assertThatExceptionOfType(AtomicWriteException.class)
				.isThrownBy(() -> this.files.write(path, required, "newer".getBytes(StandardCharsets.UTF_8)))
				.withMessageContaining("metadata.extended-attributes");
			assertThat(path).hasContent("new");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "list", "size", "read", "write" })
	void extendedAttributesThatCannotBeCopiedAreRefusedOnlyIfRequired(String call) throws IOException {
		userAttributes();
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		IOException broken = new IOException("Input/output error");
		fileSystem.faults()
			.on(call, (path) -> path.equals(this.file) || call.equals("write"))
			.always()
			.failBefore(broken);
		Path path = fileSystem.path(this.file);
		assertThatItIsRefused(() -> this.files.write(path,
				options(MetadataAspect.EXTENDED_ATTRIBUTES, MetadataTreatment.REQUIRE), CONTENT),
				"metadata.extended-attributes");
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.write(path,
					options(MetadataAspect.EXTENDED_ATTRIBUTES, MetadataTreatment.REQUIRE), CONTENT))
			.withRootCauseInstanceOf(IOException.class)
			.havingRootCause()
			.isSameAs(broken);
	}

	@Test
	void extendedAttributesOfAStrangerAreKeptByWhoMayGiveFilesAwayOnly() throws Exception {
		userAttributes();
		Commands.assumeSuperuser(this.directory);
		Commands.assumeWorks(Commands.with(MAY_ONLY_GIVE_AWAY, "true"));
		setMode(0644);
		Files.setAttribute(this.file, "unix:uid", STRANGER);
		assertThat(ChildJvm.of(RequiringMain.class, this.file.toString(), MetadataAspect.EXTENDED_ATTRIBUTES.name())
			.prefix(MAY_ONLY_GIVE_AWAY)
			.run()).containsExactly("written");
		assertThat(Files.getAttribute(this.file, "unix:uid")).isEqualTo(STRANGER);
	}

	@Test
	void aRequiredModeIsThatOfTheThreeClassesWhereThereIsNoMore() throws IOException {
		Configuration posix = Configuration.unix().toBuilder().setAttributeViews("basic", "owner", "posix").build();
		try (FileSystem fileSystem = Jimfs.newFileSystem(posix)) {
			Path path = Files.writeString(fileSystem.getPath("/work/file"), "old");
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x--x"));
			this.files.write(path,
					options(MetadataAspect.MODE, MetadataTreatment.REQUIRE).withDurability(Durability.FILE), CONTENT);
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rwxr-x--x");
		}
	}

	@Test
	void whyAnAccessControlListCannotBeSeenIsTold() {
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> PosixAcl.isPresent(this.directory.resolve("missing")))
			.withMessageContaining("lgetxattr");
	}

	@Test
	void aFileWithSeveralNamesIsReplacedUnderOneOfThem() throws IOException {
		Path other = Files.createLink(this.directory.resolve("other"), this.file);
		this.files.write(this.file, CONTENT);
		assertThat(this.file).hasContent("new");
		assertThat(other).hasContent("old");
	}

	@Test
	void aFileWithSeveralNamesIsRefusedIfItMustHaveOne() throws IOException {
		WriteOptions options = options(MetadataAspect.HARD_LINKS, MetadataTreatment.REQUIRE);
		this.files.update(this.file, options, (content) -> CONTENT);
		assertThat(this.file).hasContent("new");
		Files.createLink(this.directory.resolve("other"), this.file);
		assertThatItIsRefused(() -> this.files.write(this.file, options, CONTENT), "metadata.hard-links");
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(
					() -> this.files.update(this.file, options, (content) -> "newer".getBytes(StandardCharsets.UTF_8)))
			.matches((ex) -> ex.outcome() == Outcome.NOT_COMMITTED, "not committed");
		assertThat(this.file).hasContent("new");
	}

	@Test
	void anAccessControlListIsLostUnlessItMustNotBe() throws IOException {
		Commands.assumeWorks("setfacl", "-m", "u:%d:rw".formatted(STRANGER), this.file.toString());
		WriteOptions options = options(MetadataAspect.ACL, MetadataTreatment.REQUIRE);
		assertThatItIsRefused(() -> this.files.write(this.file, options, CONTENT), "metadata.acl");
		this.files.write(this.file, CONTENT);
		assertThat(this.file).hasContent("new");
		this.files.write(this.file, options, "no list any more".getBytes(StandardCharsets.UTF_8));
		assertThat(this.file).hasContent("no list any more");
	}

	@Test
	void anAccessControlListThatCannotBeSeenIsRefused() throws IOException {
		Path foreign = new FaultyFileSystem().path(this.file);
		assertThatItIsRefused(
				() -> this.files.write(foreign, options(MetadataAspect.ACL, MetadataTreatment.REQUIRE), CONTENT),
				"metadata.acl");
	}

	@Test
	void whereEveryFileHasAnAccessControlListADifferenceIsRefused() throws IOException {
		Configuration windows = Configuration.windows().toBuilder().setAttributeViews("basic", "acl").build();
		try (FileSystem fileSystem = Jimfs.newFileSystem(windows)) {
			Path path = Files.writeString(fileSystem.getPath("C:\\work\\file"), "old");
			WriteOptions options = options(MetadataAspect.ACL, MetadataTreatment.REQUIRE)
				.withDurability(Durability.FILE);
			this.files.write(path, options, CONTENT);
			AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
			view.setAcl(List.of(AclEntry.newBuilder()
				.setType(AclEntryType.DENY)
				.setPrincipal(view.getOwner())
				.setPermissions(AclEntryPermission.DELETE)
				.build()));
			assertThatExceptionOfType(AtomicWriteException.class)
				.isThrownBy(() -> this.files.write(path, options, "newer".getBytes(StandardCharsets.UTF_8)))
				.withMessageContaining("metadata.acl");
			assertThat(path).hasContent("new");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "OWNER", "GROUP", "HARD_LINKS", "MODE" })
	void whatTheFileSystemDoesNotTellIsRefusedIfRequired(MetadataAspect aspect) throws IOException {
		Path foreign = new FaultyFileSystem(Set.of("basic")).path(this.file);
		WriteOptions options = options(aspect, MetadataTreatment.REQUIRE).withDurability(Durability.FILE);
		assertThatItIsRefused(() -> this.files.write(foreign, options, CONTENT), "polystore.atomic.write.metadata.");
	}

	@Test
	void aNewFileHasNothingToKeep() throws IOException {
		Files.delete(this.file);
		MetadataPolicy everything = MetadataPolicy.defaults();
		for (MetadataAspect aspect : MetadataAspect.values()) {
			everything = everything.with(aspect, MetadataTreatment.REQUIRE);
		}
		this.files.write(this.file, WriteOptions.inherit().withMetadata(everything), CONTENT);
		assertThat(this.file).hasContent("new");
	}

	/**
	 * Another process that replaces a file with something required.
	 */
	static final class RequiringMain {

		private RequiringMain() {
		}

		public static void main(String[] args) {
			try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
				WriteOptions options = options(MetadataAspect.valueOf(args[1]), MetadataTreatment.REQUIRE);
				files.write(Path.of(args[0]), options, CONTENT);
				System.out.println("written");
			}
			catch (AtomicWriteException ex) {
				System.out.println(ex.outcome() + " " + ex.getMessage());
			}
		}

	}

}
