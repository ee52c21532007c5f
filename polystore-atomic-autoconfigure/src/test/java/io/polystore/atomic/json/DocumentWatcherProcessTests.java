package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.polystore.atomic.json.DocumentChangedEvent.Kind;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Commands;
import io.polystore.atomic.test.Python;
import io.polystore.atomic.test.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes by real other processes, among many by this one.
 */
@Timeout(600)
class DocumentWatcherProcessTests {

	private static final String[] FEW_WATCHES = { "unshare", "-U", "-r", "sh", "-c",
			"echo 2 > /proc/sys/user/max_inotify_watches && exec \"$@\"", "sh" };

	private static final String[] NO_INSTANCE = { "unshare", "-U", "-r", "sh", "-c",
			"echo 0 > /proc/sys/user/max_inotify_instances && exec \"$@\"", "sh" };

	@TempDir
	private Path root;

	private Path directory() throws IOException {
		return Files.createDirectories(this.root.resolve("data"));
	}

	private ChildJvm.Launch saving(int times) throws IOException {
		return ChildJvm.of(SavingProcess.class, directory().toString(), "config", "" + times).options("-Xmx64m");
	}

	private static List<Version> versions(ChildJvm child) {
		assertThat(child.awaitExit()).as(child.toString()).isZero();
		return child.lines()
			.stream()
			.filter((line) -> line.startsWith("version "))
			.map((line) -> Version.parse(line.substring("version ".length())))
			.toList();
	}

	@Test
	void ofManySavesByAnotherProcessTheLastIsTold() throws Exception {
		int saves = Suite.count(1_000, 10_000);
		RecordedChanges changes = new RecordedChanges(directory());
		try (DocumentWatcher watcher = DocumentWatcher.start(TestDocuments.in(directory()), changes);
				ChildJvm child = saving(saves).start()) {
			assertThat(watcher).isNotNull();
			List<Version> versions = versions(child);
			assertThat(versions).hasSize(saves);
			changes.await((event) -> event.version().equals(versions.get(saves - 1)));
			List<Version> told = changes.barrier().events().stream().map(DocumentChangedEvent::version).toList();
			assertThat(told).isSubsetOf(versions).endsWith(versions.get(saves - 1));
			// each content is another one, so none may come twice
			assertThat(told).doesNotHaveDuplicates();
			Suite.report("Foreign saves", Map.of("saves", saves, "told", told.size()));
		}
	}

	@Test
	void amongOwnUpdatesOfTheSameDocumentOnlyThoseOfOthersAreTold() throws Exception {
		int times = Suite.count(300, 2_500);
		JsonFileRepository documents = TestDocuments.in(directory());
		RecordedChanges changes = new RecordedChanges(directory());
		AtomicBoolean over = new AtomicBoolean();
		try (DocumentWatcher watcher = DocumentWatcher.start(documents, changes);
				ChildJvm child = saving(times).start()) {
			assertThat(watcher).isNotNull();
			Background<Set<Version>> own = Background.of(() -> updateUntil(over, documents));
			List<Version> foreign = versions(child);
			over.set(true);
			Set<Version> ownVersions = own.join();
			changes.barrier().barrier();
			List<Version> told = changes.events().stream().map(DocumentChangedEvent::version).toList();
			assertThat(told).isNotEmpty().isSubsetOf(foreign).doesNotContainAnyElementsOf(ownVersions);
			assertThat(told).doesNotHaveDuplicates();
			assertTheLastIsTold(documents, changes);
			Suite.report("Foreign updates among own ones",
					Map.of("own", ownVersions.size(), "foreign", foreign.size(), "told", told.size()));
		}
	}

	private static Set<Version> updateUntil(AtomicBoolean over, JsonFileRepository documents) {
		Set<Version> versions = new HashSet<>();
		while (!over.get()) {
			versions.add(
					documents
						.updateVersioned("config", ObjectNode.class, () -> JsonMapper.shared().createObjectNode(),
								(document) -> SavingProcess.count(document, "own"))
						.version());
		}
		return versions;
	}

	private void assertTheLastIsTold(JsonFileRepository documents, RecordedChanges changes) throws IOException {
		try (ChildJvm child = saving(1).start()) {
			List<Version> last = versions(child);
			changes.await((event) -> event.version().equals(last.get(0)));
			documents.save("config", 1);
			assertThat(changes.barrier().events()).last()
				.extracting(DocumentChangedEvent::version)
				.isEqualTo(last.get(0));
		}
	}

	@Test
	void whatPythonWritesInPlaceIsToldWholeAndOnce() throws IOException {
		RecordedChanges changes = new RecordedChanges(directory());
		List<Object> read = new ArrayList<>();
		JsonFileRepository documents = TestDocuments.in(directory());
		try (DocumentWatcher watcher = DocumentWatcher.start(documents, (event) -> {
			changes.documentChanged(event);
			read.add(event.version());
		})) {
			assertThat(watcher).isNotNull();
			for (int i = 1; i <= 3; i++) {
				int number = i;
				Python.run(DocumentWatcherProcessTests.class, "dump-in-place.py", this.root,
						directory().resolve("config.json"), number);
				Version version = documents.findVersioned("config", Object.class).orElseThrow().version();
				changes.await((event) -> event.version().equals(version));
			}
			assertThat(changes.barrier().events()).extracting(DocumentChangedEvent::version).doesNotHaveDuplicates();
		}
	}

	@Test
	void whatShellCommandsDoIsTold() throws Exception {
		Commands.assumeWorks("sed", "--version");
		RecordedChanges.save(directory(), "config", "{\"level\": 1}");
		RecordedChanges changes = new RecordedChanges(directory());
		try (DocumentWatcher watcher = DocumentWatcher.start(TestDocuments.in(directory()), changes)) {
			assertThat(watcher).isNotNull();
			shell("sed -i s/1/2/ config.json");
			changes.await("config", "{\"level\": 2}");
			shell("mv config.json other.json");
			changes.await("config", Kind.DELETED);
			changes.await("other", Kind.CREATED);
			shell("cp other.json config.json && touch other.json");
			changes.await("config", Kind.CREATED);
			shell("echo 3 > new && mv new config.json");
			changes.await("config", "3\n");
			shell("rm *.json");
			changes.await("other", Kind.DELETED);
			assertThat(changes.barrier().told()).containsExactlyInAnyOrder("config MODIFIED", "config DELETED",
					"other CREATED", "config CREATED", "config MODIFIED", "config DELETED", "other DELETED");
		}
	}

	private void shell(String command) throws Exception {
		Process process = new ProcessBuilder("sh", "-c", command).directory(directory().toFile())
			.redirectErrorStream(true)
			.start();
		assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
		assertThat(process.waitFor()).isZero();
	}

	@Test
	void tooFewWatchesAreAnErrorThatTellsTheRemedy() throws IOException {
		assertRefused(FEW_WATCHES);
	}

	@Test
	void noWatchServiceIsAnErrorThatTellsTheRemedy() throws IOException {
		assertRefused(NO_INSTANCE);
	}

	private void assertRefused(String[] prefix) throws IOException {
		Commands.assumeWorks(Commands.with(prefix, "true"));
		try (ChildJvm child = watching(Duration.ZERO).prefix(prefix).start()) {
			String line = child.awaitLine((printed) -> printed.startsWith("refused: "));
			assertThat(line).contains("Documents in '" + directory() + "' cannot be watched (java.io.IOException: ")
				.contains("raise the limits 'fs.inotify.max_user_watches' and 'fs.inotify.max_user_instances'")
				.contains("set a poll interval");
		}
	}

	@Test
	void pollingFindsWhatCannotBeWatched() throws IOException {
		assertPolls(FEW_WATCHES);
	}

	@Test
	void pollingDoesWithoutAnyWatch() throws IOException {
		assertPolls(NO_INSTANCE);
	}

	private void assertPolls(String[] prefix) throws IOException {
		Commands.assumeWorks(Commands.with(prefix, "true"));
		try (ChildJvm child = watching(Duration.ofMillis(100)).prefix(prefix).start()) {
			child.awaitLine("watching true"::equals);
			RecordedChanges.save(directory().resolve("sub-3"), "d", "1");
			child.awaitLine("sub-3/d CREATED"::equals);
			RecordedChanges.save(Files.createDirectory(directory().resolve("sub-4")), "d", "1");
			child.awaitLine("sub-4/d CREATED"::equals);
			child.send("");
			assertThat(child.awaitExit()).isZero();
		}
	}

	private ChildJvm.Launch watching(Duration interval) throws IOException {
		for (int i = 1; i < 4; i++) {
			Files.createDirectory(directory().resolve("sub-" + i));
		}
		return ChildJvm.of(WatchingProcess.class, directory().toString(), interval.toString()).options("-Xmx64m");
	}

}
