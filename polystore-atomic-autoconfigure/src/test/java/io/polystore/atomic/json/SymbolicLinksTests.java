package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SymbolicLinksTests {

	@TempDir
	Path root;

	private Path directory;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() throws IOException {
		this.directory = Files.createDirectory(this.root.resolve("documents"));
		Files.createDirectories(this.root.resolve("documents-of-others"));
		Files.writeString(this.root.resolve("secret.json"), "1");
		Files.writeString(this.root.resolve("documents-of-others/secret.json"), "1");
		this.documents = TestDocuments.in(this.directory);
	}

	@ParameterizedTest
	@CsvSource({ "d.json,../secret.json,d", "d.json,../not-there.json,d", "d.json,../not/there/either.json,d",
			"sub,..,sub/secret", "sub,..,sub/new", "sub,..,sub/sub2/new", "sub,../documents-of-others,sub/secret",
			"sub,../documents-of-others,sub/new", "sub,../not-there,sub/new", "sub,../documents/../,sub/secret",
			"sub,.,sub/../sub/up" })
	void aLinkThatLeadsOutIsRefused(String link, String target, String name) throws IOException {
		Files.createSymbolicLink(this.directory.resolve(link), Path.of(target));
		assertRefused(name);
	}

	@ParameterizedTest
	@CsvSource({ "d.json,../secret.json,d", "d.json,../not-there.json,d", "sub,..,sub/secret" })
	void aChainOfLinksThatLeadsOutIsRefused(String link, String target, String name) throws IOException {
		Files.createSymbolicLink(this.directory.resolve("first"), Path.of(target));
		Files.createSymbolicLink(this.directory.resolve("second"), this.directory.resolve("first"));
		Files.createSymbolicLink(this.directory.resolve(link), Path.of("second"));
		assertRefused(name);
	}

	@Test
	void anAbsoluteLinkThatLeadsOutIsRefused() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("d.json"), this.root.resolve("secret.json"));
		assertRefused("d");
	}

	private void assertRefused(String name) {
		DirectorySnapshot before = DirectorySnapshot.of(this.root);
		assertRefused(() -> this.documents.find(name, Integer.class));
		assertRefused(() -> this.documents.save(name, 2));
		assertRefused(() -> this.documents.update(name, Integer.class, () -> 1, (current) -> 2));
		assertRefused(() -> this.documents.delete(name));
		assertRefused(() -> this.documents.exists(name));
		assertThat(this.documents.names()).isEmpty();
		assertThat(DirectorySnapshot.of(this.root)).isEqualTo(before);
	}

	private static void assertRefused(Callable<?> operation) {
		assertThatExceptionOfType(InvalidDocumentNameException.class).isThrownBy(operation::call);
	}

	@Test
	void aLoopIsATypedError() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("d.json"), Path.of("e.json"));
		Files.createSymbolicLink(this.directory.resolve("e.json"), Path.of("d.json"));
		assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.find("d", Integer.class));
		assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.save("d", 1));
		assertThat(this.documents.names()).isEmpty();
	}

	@Test
	void aLinkThatStaysInsideIsFollowedAndKept() throws IOException {
		this.documents.save("real/d", 1);
		Path link = Files.createSymbolicLink(this.directory.resolve("link.json"), Path.of("real/d.json"));
		assertThat(this.documents.find("link", Integer.class)).contains(1);
		this.documents.update("link", Integer.class, (current) -> current + 1);
		assertThat(this.documents.find("real/d", Integer.class)).contains(2);
		assertThat(link).isSymbolicLink();
		assertThat(this.documents.names()).containsExactly("link", "real/d");
	}

	@Test
	void aDanglingLinkThatStaysInsideIsFilled() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link.json"), Path.of("real.json"));
		assertThat(this.documents.find("link", Integer.class)).isEmpty();
		assertThat(this.documents.names()).isEmpty();
		this.documents.save("link", 1);
		assertThat(link).isSymbolicLink();
		assertThat(this.documents.find("real", Integer.class)).contains(1);
	}

	@Test
	void aLinkedDirectoryInsideIsFollowedButNotListedTwice() throws IOException {
		this.documents.save("real/d", 1);
		Files.createSymbolicLink(this.directory.resolve("sub"), Path.of("real"));
		assertThat(this.documents.find("sub/d", Integer.class)).contains(1);
		assertThat(this.documents.names()).containsExactly("real/d");
	}

	@Test
	void theDirectoryItselfMayBeALink() throws IOException {
		Path link = Files.createSymbolicLink(this.root.resolve("link"), this.directory);
		JsonFileRepository linked = this.documents.in(link);
		linked.save("d", 1);
		assertThat(linked.names()).containsExactly("d");
		assertThat(linked.find("d", Integer.class)).contains(1);
		assertThat(this.documents.find("d", Integer.class)).contains(1);
		assertThat(linked.exists("d")).isTrue();
	}

	@Test
	void theDirectoryItselfMayBeADanglingLink() throws IOException {
		Path link = Files.createSymbolicLink(this.root.resolve("link"), this.root.resolve("later"));
		JsonFileRepository linked = this.documents.in(link);
		assertThat(linked.find("d", Integer.class)).isEmpty();
		assertThat(linked.names()).isEmpty();
		assertThat(linked.exists("d")).isFalse();
	}

}
