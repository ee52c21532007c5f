package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.Durability;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * File systems that are not the default one. Those in memory cannot force a directory.
 */
class ForeignFileSystemTests {

	private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

	static Stream<Arguments> kindsAndChoices() {
		return Stream.of(Kind.values())
			.flatMap((kind) -> Stream.of(Choice.values()).map((choice) -> Arguments.of(kind, choice)));
	}

	private static Path base(FileSystem fileSystem) throws IOException {
		Path root = fileSystem.getRootDirectories().iterator().next();
		return Files.createDirectory(root.resolve("base"));
	}

	private static FileSystem unixWith(String... views) {
		return Jimfs.newFileSystem(Configuration.unix().toBuilder().setAttributeViews("basic", views).build());
	}

	@ParameterizedTest
	@EnumSource
	void fullDurabilityIsRefusedWhereADirectoryCannotBeForced(Kind kind) throws IOException {
		Path base = base(kind.create());
		Path file = base.resolve("new/file");
		AtomicFileTemplate files = AtomicFileTemplate.builder().build();
		refused(() -> files.write(file, CONTENT));
		refused(() -> files.write(file, (out) -> out.write(CONTENT)));
		refused(() -> files.openForWrite(file));
		refused(() -> files.createNew(file, CONTENT));
		refused(() -> files.delete(file));
		assertThat(base).isEmptyDirectory();
	}

	private static void refused(Runnable operation) {
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(operation::run)
			.withMessageContaining("cannot force a directory")
			.withMessageContaining("polystore.atomic.write.durability")
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(AtomicWriteException.Outcome.NOT_COMMITTED));
	}

	@ParameterizedTest
	@MethodSource("kindsAndChoices")
	void everyOperationWorks(Kind kind, Choice choice) throws IOException {
		AtomicFileTemplate files = choice.files();
		Path base = base(kind.create());
		Path file = base.resolve("new").resolve("directory").resolve("file.json");
		files.write(file, CONTENT);
		files.write(file, (out) -> out.write(CONTENT));
		assertThat(files.read(file)).isEqualTo(CONTENT);
		assertThat(files.update(file, (content) -> "changed".getBytes())).isEqualTo("changed".getBytes());
		files.writeString(file, "text");
		assertThat(Files.readString(file)).isEqualTo("text");
		try (AtomicFileOutputStream out = files.openForWrite(file)) {
			out.write(CONTENT);
			out.commit();
		}
		assertThatExceptionOfType(TargetExistsException.class).isThrownBy(() -> files.createNew(file, CONTENT));
		files.createNew(file.resolveSibling("other"), CONTENT);
		assertThat(files.delete(file)).isTrue();
		assertThat(files.delete(file)).isFalse();
		assertThat(Temps.in(base)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("kindsAndChoices")
	void aFailureLeavesTheFileAsItWas(Kind kind, Choice choice) throws IOException {
		AtomicFileTemplate files = choice.files();
		Path base = base(kind.create());
		Path file = Files.write(base.resolve("file"), CONTENT);
		assertThatIllegalStateException().isThrownBy(() -> files.write(file, (out) -> {
			out.write(1);
			throw new IllegalStateException("serialiser failed");
		}));
		assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
		assertThat(Temps.in(base)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void linksAreFollowed(Kind kind) throws IOException {
		Path base = base(kind.create());
		Path link = Files.createSymbolicLink(base.resolve("link"), base.resolve("file"));
		Choice.FILE.files().write(link, CONTENT);
		assertThat(Files.isSymbolicLink(link)).isTrue();
		assertThat(Files.readAllBytes(base.resolve("file"))).isEqualTo(CONTENT);
	}

	@Test
	void permissionsAreKeptWhereThereAreSome() throws IOException {
		Path file = Files.write(base(unixWith("owner", "posix")).resolve("file"), CONTENT);
		Files.setPosixFilePermissions(file, FileMetadataTests.permissions("rw-r-x--x"));
		Choice.FILE.files().write(file, CONTENT);
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(FileMetadataTests.permissions("rw-r-x--x"));
		Choice.FILE.files().write(file, WriteOptions.inherit().withPermissions(Set.of()), CONTENT);
		assertThat(Files.getPosixFilePermissions(file)).isEmpty();
	}

	@Test
	void whereThereAreNoHardLinksNothingIsCreated() throws IOException {
		Configuration configuration = Configuration.unix()
			.toBuilder()
			.setSupportedFeatures(Feature.FILE_CHANNEL, Feature.SYMBOLIC_LINKS)
			.build();
		Path base = base(Jimfs.newFileSystem(configuration));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> Choice.FILE.files().createNew(base.resolve("file"), CONTENT))
			.withMessageContaining("no hard links")
			.isNotInstanceOf(TargetExistsException.class);
		assertThat(base).isEmptyDirectory();
	}

	@ParameterizedTest
	@EnumSource
	void theTempOfAWriteUnderWayIsKeptByASweep(Kind kind) throws IOException {
		Path file = base(kind.create()).resolve("file");
		StaleTempSweeper sweeper = new StaleTempSweeper(StaleTempSweeper.DEFAULT_MAX_AGE, AtomicFileListener.NO_OP);
		try (AtomicFileOutputStream out = Choice.FILE.files().openForWrite(file)) {
			assertThat(sweeper.sweep(file.getParent())).isZero();
			out.commit();
		}
		Files.createFile(file.resolveSibling(TempNames.next(file)));
		assertThat(sweeper.sweep(file.getParent())).isEqualTo(1);
	}

	@Test
	void aFileSystemThatCannotRenameAtomicallyIsRefused(@TempDir Path directory) throws IOException {
		try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("archive.zip"), Map.of("create", "true"))) {
			Path file = Files.write(Files.createDirectory(zip.getPath("/base")).resolve("file"), CONTENT);
			assertThatExceptionOfType(AtomicWriteException.class)
				.isThrownBy(() -> Choice.FILE.files().writeString(file, "new"))
				.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(AtomicWriteException.Outcome.NOT_COMMITTED));
			assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
			assertThat(Temps.in(file.getParent())).isEmpty();
		}
	}

	@Test
	void aFileSystemThatMerelyLooksLikeUnixFailsBeforeTheRename() throws IOException {
		Path base = base(unixWith("owner", "posix", "unix"));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> AtomicFileTemplate.builder().build().write(base.resolve("file"), CONTENT))
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(AtomicWriteException.Outcome.NOT_COMMITTED));
		assertThat(base).isEmptyDirectory();
	}

	enum Kind {

		UNIX(Configuration.unix()), MAC_OS(Configuration.osX()), WINDOWS(Configuration.windows());

		private final Configuration configuration;

		Kind(Configuration configuration) {
			this.configuration = configuration;
		}

		FileSystem create() {
			return Jimfs.newFileSystem(this.configuration);
		}

	}

	/**
	 * What a user may choose where a directory cannot be forced.
	 */
	enum Choice {

		FILE, ALLOWED;

		AtomicFileTemplate files() {
			return (this == FILE) ? AtomicFileTemplate.builder().durability(Durability.FILE).build()
					: AtomicFileTemplate.builder().allowMissingDirectoryForce(true).build();
		}

	}

}
