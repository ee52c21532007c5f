package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.IntStream;

import io.polystore.atomic.json.DocumentChangedEvent.Kind;
import io.polystore.atomic.test.Gate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Directories and links that come, go and move while they are watched.
 */
class DocumentWatcherDirectoryTests {

	@TempDir
	private Path root;

	private Path directory;

	private JsonFileRepository documents;

	private RecordedChanges changes;

	private DocumentWatcher watcher;

	@BeforeEach
	void nameDirectory() {
		this.directory = this.root.resolve("data");
		this.documents = TestDocuments.in(this.directory);
		this.changes = new RecordedChanges(this.directory);
	}

	@AfterEach
	void close() {
		if (this.watcher != null) {
			this.watcher.close();
		}
	}

	private void watch() throws IOException {
		Files.createDirectories(this.directory);
		start();
	}

	private void start() {
		this.watcher = DocumentWatcher.start(this.documents, this.changes);
	}

	private Path outside(String name, String document) throws IOException {
		Path outside = Files.createDirectories(this.root.resolve("outside-" + name));
		RecordedChanges.save(Files.createDirectories(outside.resolve("deep")), document, "1");
		return outside;
	}

	@Test
	void documentsInADirectoryThatAppearsAreTold() throws IOException {
		watch();
		Files.move(outside("a", "first"), this.directory.resolve("sub"));
		this.changes.await("sub/deep/first", Kind.CREATED);
		RecordedChanges.save(this.directory.resolve("sub/deep"), "second", "1");
		this.changes.await("sub/deep/second", Kind.CREATED);
	}

	@Test
	void documentsInManyNewDirectoriesAreTold() throws IOException {
		watch();
		for (int i = 0; i < 200; i++) {
			Path sub = Files.createDirectories(this.directory.resolve("orders-" + i + "/deep"));
			RecordedChanges.save(sub, "order", "" + i);
		}
		for (int i = 0; i < 200; i++) {
			this.changes.await("orders-" + i + "/deep/order", "" + i);
		}
		assertThat(this.changes.barrier().told()).hasSize(200);
	}

	@Test
	void ownDocumentsInNewDirectoriesAreNotTold() throws IOException {
		watch();
		for (int i = 0; i < 200; i++) {
			this.documents.save("orders-" + i + "/deep/order", i);
		}
		assertThat(this.changes.barrier().barrier().told()).isEmpty();
	}

	@Test
	void aDirectoryThatMovesOutTakesItsDocumentsWithIt() throws IOException {
		this.documents.save("sub/deep/d", 1);
		this.documents.save("sub0", 1);
		watch();
		Files.move(this.directory.resolve("sub"), this.root.resolve("elsewhere"));
		this.changes.await("sub/deep/d", Kind.DELETED);
		RecordedChanges.save(this.root.resolve("elsewhere/deep"), "d", "2");
		assertThat(this.changes.barrier().told()).containsExactly("sub/deep/d DELETED");
	}

	@Test
	void aDirectoryThatMovesInsideIsWatchedWhereItIs() throws IOException {
		this.documents.save("sub/deep/d", 1);
		watch();
		Files.move(this.directory.resolve("sub"), this.directory.resolve("other"));
		this.changes.await("sub/deep/d", Kind.DELETED);
		this.changes.await("other/deep/d", Kind.CREATED);
		RecordedChanges.save(this.directory.resolve("other/deep"), "d", "2");
		this.changes.await("other/deep/d", Kind.MODIFIED);
	}

	@Test
	void theDirectoryMayBeMissingAtFirst() throws IOException {
		this.directory = this.root.resolve("not/there/yet");
		this.documents = TestDocuments.in(this.directory);
		this.changes = new RecordedChanges(this.directory);
		start();
		Files.createDirectories(this.directory);
		RecordedChanges.save(this.directory, "d", "1");
		this.changes.await("d", Kind.CREATED);
		assertThat(this.changes.barrier().told()).containsExactly("d CREATED");
	}

	@Test
	void theDirectoryMayBeDeletedAndCreatedAgain() throws IOException {
		this.documents.save("sub/d", 1);
		this.documents.save("kept", 1);
		watch();
		for (int round = 0; round < 5; round++) {
			FileSystemUtils.deleteRecursively(this.directory);
			RecordedChanges.save(Files.createDirectories(this.directory.resolve("sub")), "d", "" + (round + 10));
			this.changes.await("sub/d", "" + (round + 10));
			this.changes.barrier();
		}
		assertThat(this.changes.told()).containsOnlyOnce("kept DELETED");
	}

	/** Where the file system uses an inode again. */
	@Test
	void aDirectoryThatCannotBeToldFromTheOneBeforeIsWatched() throws IOException {
		Gate busy = new Gate();
		Files.createDirectories(this.directory);
		this.watcher = DocumentWatcher.start(this.documents, (event) -> {
			this.changes.documentChanged(event);
			if (event.name().equals("stop")) {
				busy.run();
			}
		});
		RecordedChanges.save(this.directory, "stop", "1");
		busy.awaitReached();
		Object key = key();
		boolean same = false;
		for (int attempt = 0; attempt < 100 && !same; attempt++) {
			FileSystemUtils.deleteRecursively(this.directory);
			Files.createDirectory(this.directory);
			same = key.equals(key());
		}
		busy.open();
		this.changes.await("stop", Kind.DELETED);
		this.changes.barrier();
	}

	private Object key() throws IOException {
		return Files.readAttributes(this.directory, BasicFileAttributes.class).fileKey();
	}

	@Test
	void ownDocumentsInADirectoryThatOthersDeletedAreNotTold() throws IOException {
		this.documents.save("d", 1);
		watch();
		for (int round = 0; round < 20; round++) {
			FileSystemUtils.deleteRecursively(this.directory);
			this.documents.save("own-" + round, round);
		}
		assertThat(this.changes.barrier().told()).isNotEmpty().noneMatch((told) -> told.endsWith("CREATED"));
	}

	@Test
	void anotherDirectoryMayTakeItsPlace() throws IOException {
		this.documents.save("d", 1);
		this.documents.save("same", 1);
		watch();
		Path next = Files.createDirectory(this.root.resolve("next"));
		RecordedChanges.save(next, "d", "2");
		Files.copy(this.directory.resolve("same.json"), next.resolve("same.json"));
		Files.move(this.directory, this.root.resolve("previous"));
		Files.move(next, this.directory);
		this.changes.await("d", "2");
		RecordedChanges.save(this.directory, "same", "3");
		this.changes.await("same", "3");
		RecordedChanges.save(this.root.resolve("previous"), "d", "9");
		assertThat(this.changes.barrier().events())
			.noneMatch((event) -> event.version().equals(Version.of(new byte[] { '9' })));
	}

	@Test
	void theDirectoryMayBeALinkThatChanges() throws IOException {
		RecordedChanges.save(Files.createDirectories(this.root.resolve("v1")), "d", "1");
		RecordedChanges.save(Files.createDirectories(this.root.resolve("v2")), "d", "2");
		Files.createSymbolicLink(this.directory, Path.of("v1"));
		start();
		replaceLink(this.directory, "v2");
		this.changes.await("d", "2");
		RecordedChanges.save(this.root.resolve("v2"), "d", "3");
		this.changes.await("d", "3");
	}

	/** As Kubernetes mounts and updates a ConfigMap. */
	@Test
	void aConfigMapThatIsUpdatedIsTold() throws IOException {
		Files.createDirectories(this.directory);
		configMap("..2026_11_24_10_00_00.1", "{\"level\": 1}", "{\"same\": 0}");
		Files.createSymbolicLink(this.directory.resolve("..data"), Path.of("..2026_11_24_10_00_00.1"));
		Files.createSymbolicLink(this.directory.resolve("config.json"), Path.of("..data/config.json"));
		Files.createSymbolicLink(this.directory.resolve("same.json"), Path.of("..data/same.json"));
		start();
		for (int update = 2; update < 7; update++) {
			String next = "..2026_11_24_10_00_00." + update;
			configMap(next, "{\"level\": " + update + "}", "{\"same\": 0}");
			replaceLink(this.directory.resolve("..data"), next);
			this.changes.await("config", "{\"level\": " + update + "}");
			FileSystemUtils.deleteRecursively(this.directory.resolve("..2026_11_24_10_00_00." + (update - 1)));
		}
		assertThat(this.documents.find("config", Object.class)).hasToString("Optional[{level=6}]");
		assertThat(this.changes.barrier().told()).hasSize(5).containsOnly("config MODIFIED");
	}

	private void configMap(String name, String config, String same) throws IOException {
		Path version = Files.createDirectory(this.directory.resolve(name));
		Files.writeString(version.resolve("config.json"), config);
		Files.writeString(version.resolve("same.json"), same);
	}

	private static void replaceLink(Path link, String target) throws IOException {
		Path temp = Files.createSymbolicLink(link.resolveSibling("..tmp"), Path.of(target));
		Files.move(temp, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Test
	void whatALinkLeadsToIsWatched() throws IOException {
		Files.createDirectories(this.directory.resolve(".hidden"));
		RecordedChanges.save(this.directory.resolve(".hidden"), "real", "1");
		this.documents.save("sub/real", 1);
		Files.createSymbolicLink(this.directory.resolve("visible.json"), Path.of("sub/real.json"));
		Files.createSymbolicLink(this.directory.resolve("secret.json"), Path.of(".hidden/real.json"));
		start();
		RecordedChanges.save(this.directory.resolve("sub"), "real", "2");
		this.changes.await("visible", "2");
		this.changes.await("sub/real", "2");
		RecordedChanges.save(this.directory.resolve(".hidden"), "real", "3");
		this.changes.await("secret", "3");
		this.documents.save("visible", 4);
		this.documents.save("secret", 4);
		assertThat(this.changes.barrier().told()).hasSize(3);
	}

	@Test
	void aLinkThatLeadsOutIsNoDocument() throws IOException {
		watch();
		RecordedChanges.save(this.root, "secret", "1");
		Files.createSymbolicLink(this.directory.resolve("d.json"), this.root.resolve("secret.json"));
		assertThat(this.changes.barrier().told()).isEmpty();
	}

	@Test
	void whatTheOperatingSystemHasNoRoomToTellIsFound() throws IOException {
		Gate busy = new Gate();
		Files.createDirectories(this.directory.resolve("sub"));
		this.watcher = DocumentWatcher.start(this.documents, (event) -> {
			if (event.name().equals("stop")) {
				busy.run();
			}
			this.changes.documentChanged(event);
		});
		RecordedChanges.save(this.directory, "stop", "1");
		busy.awaitReached();
		for (int i = 0; i < 3_000; i++) {
			Files.writeString(this.directory.resolve("sub/d" + i + ".json"), "1");
		}
		busy.open();
		await().until(() -> this.changes.told().size() == 3_001);
		List<String> expected = IntStream.range(0, 3_000).mapToObj((i) -> "sub/d" + i + " CREATED").toList();
		assertThat(this.changes.told()).containsAll(expected);
	}

}
