package io.polystore.atomic.json;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.OpenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DocumentWatcherCloseTests {

	private static final String INOTIFY = "anon_inode:inotify";

	@TempDir
	private Path root;

	private RecordedChanges changes;

	private DocumentWatcher start(DocumentChangeListener listener) throws Exception {
		Path directory = Files.createDirectories(this.root.resolve("data"));
		this.changes = new RecordedChanges(directory);
		return DocumentWatcher.start(TestDocuments.in(directory), listener);
	}

	private void save(String content) {
		RecordedChanges.save(this.root.resolve("data"), "d", content);
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("polystore-atomic-watch"))
			.toList();
	}

	@Test
	void closingEndsTheThreadAndFreesTheDescriptors() throws Exception {
		int descriptors = OpenFiles.named(INOTIFY).size();
		List<DocumentWatcher> watchers = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			watchers.add(start((event) -> {
			}));
		}
		assertThat(threads()).hasSize(10).allMatch(Thread::isDaemon);
		assertThat(OpenFiles.named(INOTIFY)).hasSize(descriptors + 10);
		watchers.forEach(DocumentWatcher::close);
		watchers.forEach(DocumentWatcher::close);
		assertThat(threads()).isEmpty();
		await().untilAsserted(() -> assertThat(OpenFiles.named(INOTIFY)).hasSize(descriptors));
	}

	@Test
	void closingWaitsForAListenerAtWork() throws Exception {
		Gate gate = new Gate();
		DocumentWatcher watcher = start((event) -> gate.run());
		save("1");
		gate.awaitReached();
		Background<Boolean> closing = Background.of(() -> {
			watcher.close();
			return true;
		}).awaitWaiting();
		assertThat(closing.isDone()).isFalse();
		gate.open();
		closing.result();
		assertThat(threads()).isEmpty();
	}

	@Test
	void anInterruptOfWhoClosesIsKept() throws Exception {
		DocumentWatcher watcher = start((event) -> {
		});
		boolean interrupted = Background.of(() -> {
			Thread.currentThread().interrupt();
			watcher.close();
			return Thread.currentThread().isInterrupted();
		}).result();
		assertThat(interrupted).isTrue();
		assertThat(threads()).isEmpty();
	}

	@Test
	void aListenerMayCloseItsWatcher() throws Exception {
		AtomicReference<DocumentWatcher> watcher = new AtomicReference<>();
		List<String> told = new ArrayList<>();
		Gate started = new Gate();
		watcher.set(start((event) -> {
			started.run();
			told.add(event.name());
			watcher.get().close();
		}));
		save("1");
		started.awaitReached();
		RecordedChanges.save(this.root.resolve("data"), "e", "1");
		started.open();
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
		assertThat(told).containsExactly("d");
	}

	@Test
	void anInterruptByAListenerEndsNothing() throws Exception {
		RecordedChanges seen = new RecordedChanges(this.root.resolve("data"));
		try (DocumentWatcher watcher = start((event) -> {
			seen.documentChanged(event);
			Thread.currentThread().interrupt();
		})) {
			assertThat(watcher).isNotNull();
			save("1");
			seen.await("d", "1");
			save("2");
			seen.await("d", "2");
		}
	}

	@Test
	void nothingIsToldAfterClosing() throws Exception {
		DocumentWatcher watcher = start((event) -> this.changes.documentChanged(event));
		RecordedChanges first = this.changes;
		watcher.close();
		save("1");
		try (DocumentWatcher second = start((event) -> this.changes.documentChanged(event))) {
			assertThat(second).isNotNull();
			this.changes.barrier();
		}
		assertThat(first.events()).isEmpty();
	}

	@Test
	void whatCannotBeWatchedLeavesNothingBehind() throws Exception {
		int descriptors = OpenFiles.named(INOTIFY).size();
		Path file = Files.writeString(this.root.resolve("file"), "");
		RecordedChanges unused = new RecordedChanges(file);
		DocumentWatcher.start(TestDocuments.in(file), unused, Duration.ofSeconds(1)).close();
		assertThat(threads()).isEmpty();
		await().untilAsserted(() -> assertThat(OpenFiles.named(INOTIFY)).hasSize(descriptors));
	}

}
