package io.polystore.atomic.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.polystore.atomic.json.DocumentChangedEvent.Kind;
import org.awaitility.Awaitility;

/**
 * Keeps the changes that a watcher tells, and makes some that it must tell.
 */
final class RecordedChanges implements DocumentChangeListener {

	private static final String BARRIER = "barrier-";

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Path directory;

	private final AtomicInteger barriers = new AtomicInteger();

	private final List<DocumentChangedEvent> events = new CopyOnWriteArrayList<>();

	RecordedChanges(Path directory) {
		this.directory = directory;
	}

	@Override
	public void documentChanged(DocumentChangedEvent event) {
		this.events.add(event);
	}

	List<DocumentChangedEvent> events() {
		return this.events.stream().filter((event) -> !event.name().startsWith(BARRIER)).toList();
	}

	/** Name and kind of each. */
	List<String> told() {
		return events().stream().map((event) -> event.name() + " " + event.kind()).toList();
	}

	DocumentChangedEvent await(Predicate<DocumentChangedEvent> condition) {
		Awaitility.await()
			.atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.events.stream().anyMatch(condition));
		return this.events.stream().filter(condition).findFirst().orElseThrow();
	}

	DocumentChangedEvent await(String name, Kind kind) {
		return await((event) -> event.name().equals(name) && event.kind() == kind);
	}

	DocumentChangedEvent await(String name, String content) {
		Version version = version(content);
		return await((event) -> event.name().equals(name) && event.version().equals(version));
	}

	/**
	 * Returns when everything that had to be told before has been told.
	 */
	RecordedChanges barrier() {
		String name = BARRIER + this.barriers.incrementAndGet();
		save(this.directory, name, "{}");
		await(name, Kind.CREATED);
		return this;
	}

	static Version version(String content) {
		return Version.of(content.getBytes(StandardCharsets.UTF_8));
	}

	/** As others save: by a rename, and without this library. */
	static void save(Path directory, String name, String content) {
		Path file = directory.resolve(name + ".json");
		Path temp = file.resolveSibling(".by-others");
		try {
			Files.writeString(temp, content);
			Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
