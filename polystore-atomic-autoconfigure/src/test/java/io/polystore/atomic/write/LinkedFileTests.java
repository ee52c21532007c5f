package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Files that have several names, by symbolic or by hard links.
 */
class LinkedFileTests {

	private static final byte[] NEW = "new".getBytes();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private Path data;

	private Path links;

	@BeforeEach
	void createDirectories() throws IOException {
		this.data = Files.createDirectory(this.directory.resolve("data"));
		this.links = Files.createDirectory(this.directory.resolve("links"));
	}

	@AfterEach
	void noTempIsLeft() throws IOException {
		assertThat(Temps.in(this.directory)).isEmpty();
	}

	private Path link(String name, String target) throws IOException {
		return Files.createSymbolicLink(this.links.resolve(name), Path.of(target));
	}

	@Test
	void theFileBehindAChainOfLinksIsReplacedAndTheLinksStay() throws IOException {
		Path file = Files.writeString(this.data.resolve("file"), "old");
		link("second", "../data/file");
		link("third", this.links.resolve("second").toString());
		Path first = link("first", "third");
		this.files.write(first, NEW);
		assertThat(file).hasContent("new").isRegularFile();
		assertThat(this.links.resolve("first")).isSymbolicLink();
		assertThat(this.links.resolve("second")).isSymbolicLink();
		assertThat(this.links.resolve("third")).isSymbolicLink();
	}

	@Test
	void theTempStandsBesideTheRealFile() throws IOException {
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		Path link = fileSystem.path(link("link", "../data/file"));
		this.files.write(link, NEW);
		Path temp = fileSystem.faults().calls("move").get(0).path();
		assertThat(temp.getParent().toRealPath()).isEqualTo(this.data.toRealPath());
	}

	@Test
	void aLinkThatLeadsNowhereYetIsFollowedToo() throws IOException {
		Path link = link("dangling", "../data/file");
		this.files.write(link, NEW);
		assertThat(link).isSymbolicLink();
		assertThat(this.data.resolve("file")).hasContent("new");
	}

	@Test
	void missingDirectoriesBehindALinkAreCreated() throws IOException {
		Path link = link("dangling", this.data.resolve("a/b/file").toString());
		this.files.write(link, (out) -> out.write(NEW));
		assertThat(this.data.resolve("a/b/file")).hasContent("new");
	}

	@Test
	void linksInTheMiddleOfAPathAreFollowedAsTheSystemDoes() throws IOException {
		Files.createDirectory(this.data.resolve("below"));
		link("directory", "../data/below");
		link("file", "directory/../file");
		this.files.write(this.links.resolve("file"), NEW);
		assertThat(this.data.resolve("file")).hasContent("new");
	}

	@Test
	void linksThatLeadInACircleAreAnError() throws IOException {
		link("one", "two");
		Path two = link("two", "one");
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.files.write(two, NEW))
			.withCauseInstanceOf(FileSystemLoopException.class);
		assertThatExceptionOfType(AtomicWriteException.class).isThrownBy(() -> this.files.delete(two))
			.withCauseInstanceOf(FileSystemLoopException.class);
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
	}

	@Test
	void asManyLinksAsTheSystemFollowsAreFollowed() throws IOException {
		Path last = Files.writeString(this.data.resolve("file"), "old");
		for (int i = 0; i < 40; i++) {
			last = link("link-" + i, last.toString());
		}
		assertThat(last).hasContent("old");
		this.files.write(last, NEW);
		assertThat(this.data.resolve("file")).hasContent("new");
		Path tooMany = link("link-40", last.toString());
		assertThatIOException().isThrownBy(() -> SymbolicLinks.end(tooMany, true).path());
	}

	@Test
	void aPathThatCannotBeLookedAtIsNotTakenForNoLink() throws IOException {
		Path file = Files.writeString(this.data.resolve("file"), "old");
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		Path link = fileSystem.path(link("link", file.toString()));
		fileSystem.faults().on("readAttributes").failBefore(new IOException("Stale file handle"));
		assertThatIOException().isThrownBy(() -> SymbolicLinks.end(link, true).path());
		assertThat(SymbolicLinks.end(link, true).path()).hasToString(file.toString());
	}

	@Test
	void aDeletionDeletesTheFileBehindALink() throws IOException {
		Path file = Files.writeString(this.data.resolve("file"), "old");
		Path link = link("link", file.toString());
		assertThat(this.files.delete(link)).isTrue();
		assertThat(file).doesNotExist();
		assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
		assertThat(this.files.delete(link)).isFalse();
	}

	@Test
	void aDanglingLinkCountsAsExistingForThoseWhoCreate() throws IOException {
		Path link = link("dangling", "../data/file");
		assertThatExceptionOfType(TargetExistsException.class).isThrownBy(() -> this.files.createNew(link, NEW));
		assertThatExceptionOfType(TargetExistsException.class)
			.isThrownBy(() -> this.files.createNew(link, (out) -> out.write(NEW)));
		assertThat(link).isSymbolicLink();
		assertThat(this.data).isEmptyDirectory();
	}

	@Test
	void replacingOneOfTwoHardLinksPartsThem() throws IOException {
		Path file = Files.writeString(this.data.resolve("file"), "old");
		Path other = Files.createLink(this.data.resolve("other"), file);
		this.files.write(file, NEW);
		assertThat(file).hasContent("new");
		assertThat(other).hasContent("old");
		this.files.write(other, NEW);
		assertThat(other).hasContent("new");
		assertThat(Files.isSameFile(file, other)).isFalse();
	}

}
