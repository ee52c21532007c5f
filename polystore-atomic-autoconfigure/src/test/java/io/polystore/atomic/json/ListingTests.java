package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListingTests {

	@TempDir
	Path root;

	private Path directory;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() {
		this.directory = this.root.resolve("documents");
		this.documents = TestDocuments.in(this.directory);
	}

	@Test
	void aMissingDirectoryHasNoDocumentsAndStaysMissing() {
		assertThat(this.documents.names()).isEmpty();
		assertThat(this.documents.names("a")).isEmpty();
		assertThat(this.documents.exists("a")).isFalse();
		assertThat(this.documents.find("a/b", Integer.class)).isEmpty();
		assertThat(this.documents.delete("a/b")).isFalse();
		assertThat(this.directory).doesNotExist();
	}

	@Test
	void aFileInPlaceOfTheDirectoryIsATypedError() throws IOException {
		Files.writeString(this.directory, "{}");
		assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.names())
			.withMessageContaining(this.directory.toString());
	}

	@Test
	void namesAreSortedAndComplete() {
		for (String name : new String[] { "b", "a/z", "a", "B", "a/b/c", "10", "9" }) {
			this.documents.save(name, 1);
		}
		assertThat(this.documents.names()).containsExactly("10", "9", "B", "a", "a/b/c", "a/z", "b");
		assertThat(this.documents.in(Path.of("a")).names()).containsExactly("b/c", "z");
	}

	@Test
	void aPrefixSelects() {
		for (String name : new String[] { "order", "orders/1", "orders/2", "orders/old/3", "ordinary", "x/orders/1" }) {
			this.documents.save(name, 1);
		}
		assertThat(this.documents.names("orders/")).containsExactly("orders/1", "orders/2", "orders/old/3");
		assertThat(this.documents.names("ord")).containsExactly("order", "orders/1", "orders/2", "orders/old/3",
				"ordinary");
		assertThat(this.documents.names("orders/old/3")).containsExactly("orders/old/3");
		assertThat(this.documents.names("orders/o")).containsExactly("orders/old/3");
		assertThat(this.documents.names("../")).isEmpty();
		assertThat(this.documents.names("X")).isEmpty();
	}

	@Test
	void onlyVisibleDocumentsAreListed() throws IOException {
		this.documents.save("d", 1);
		for (String file : new String[] { "d.json.lock", "d.txt", "json", ".json", ".hidden.json", "UPPER.JSON",
				".d.json.00112233445566778899aabb.polystore-tmp", "d.json~", "con.json", "trailing .json", "a:b.json",
				"sub.json/inner.json", ".git/config.json", "sub/.hidden/x.json" }) {
			Path path = this.directory.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, "1");
		}
		Files.createDirectories(this.directory.resolve("directory.json"));
		assertThat(this.documents.names()).containsExactly("d");
	}

	@Test
	void whatVanishesMeanwhileIsNoError() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		this.documents.save("stays", 1);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> churn = executor.submit(() -> {
				while (!done.get()) {
					Path sub = Files.createDirectories(this.directory.resolve("sub/deep"));
					Path file = Files.writeString(sub.resolve("d.json"), "1");
					Files.delete(file);
					Files.delete(sub);
				}
				return null;
			});
			for (int i = 0; i < 2000; i++) {
				assertThat(this.documents.names()).contains("stays").isSubsetOf("stays", "sub/deep/d");
			}
			done.set(true);
			churn.get();
		}
		finally {
			done.set(true);
			executor.shutdownNow();
		}
	}

	@Test
	void hiddenDirectoriesThatOnlyAnotherUserMayReadArePassedOver() throws IOException {
		this.documents.save("d", 1);
		Files.createDirectory(this.directory.resolve(".private"));
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		fileSystem.faults()
			.on("list", (path) -> path.endsWith(".private"))
			.always()
			.failBefore(new AccessDeniedException(".private"));
		assertThat(TestDocuments.in(fileSystem.path(this.directory)).names()).containsExactly("d");
		assertThatExceptionOfType(JsonFileException.class)
			.isThrownBy(() -> TestDocuments.in(fileSystem.path(this.directory.resolve(".private"))).names());
	}

	@Test
	void somethingElseInPlaceOfADocumentIsATypedErrorAndStays() throws IOException {
		Files.createDirectories(this.directory.resolve("d.json"));
		Files.writeString(this.directory.resolve("file"), "");
		assertThat(this.documents.exists("d")).isFalse();
		for (String name : new String[] { "d", "file/d" }) {
			assertThatExceptionOfType(JsonFileException.class)
				.isThrownBy(() -> this.documents.find(name, Integer.class));
			assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.save(name, 1));
			assertThatExceptionOfType(JsonFileException.class)
				.isThrownBy(() -> this.documents.update(name, Integer.class, () -> 1, (current) -> 2));
			assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.delete(name));
		}
		assertThat(this.directory.resolve("d.json")).isEmptyDirectory();
	}

	@Test
	void aPipeIsNotOpened() throws Exception {
		Files.createDirectories(this.directory);
		assertThat(new ProcessBuilder("mkfifo", this.directory.resolve("d.json").toString()).start().waitFor())
			.isZero();
		assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.find("d", Integer.class));
		assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.save("d", 1));
		assertThat(this.documents.names()).isEmpty();
	}

}
