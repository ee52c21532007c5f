package io.polystore.atomic.fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.update.AtomicFileUpdater;
import io.polystore.atomic.update.UpdateSettings;
import io.polystore.atomic.write.AtomicFileWriter;
import io.polystore.atomic.write.ReplaceSettings;
import io.polystore.atomic.write.TempNames;

/**
 * One caller whose replace is stopped, three who are served by the next one, and one more
 * whose change runs while that is written, and meets a fault.
 */
final class BatchRun {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private static final Predicate<Path> TEMP = (path) -> TempNames.isTemp(path.getFileName().toString());

	private final AtomicFileUpdater updater = updater();

	private final Faults faults;

	private final Path directory;

	private final Path file;

	private final List<Background<String>> batch = new ArrayList<>();

	private Background<String> first;

	private Background<String> late;

	private List<Call> calls = List.of();

	BatchRun(FaultyFileSystem fileSystem, Path directory) {
		this.faults = fileSystem.faults();
		this.directory = directory;
		this.file = fileSystem.path(directory.resolve("file"));
	}

	private static AtomicFileUpdater updater() {
		AtomicFileWriter writer = new AtomicFileWriter(new ReplaceSettings(false,
				new RetryOptions(3, Duration.ofMillis(1), 1, Duration.ofMillis(1)), AtomicFileListener.NO_OP));
		return new AtomicFileUpdater(new UpdateSettings(writer, new FileChannelLockProvider(), null, "tests",
				AtomicFileListener.NO_OP, Duration.ofHours(1)));
	}

	/**
	 * @param injection at a call of the replace of the three, or {@code null}
	 */
	BatchRun run(Injection injection) throws Exception {
		Files.createDirectory(this.directory);
		Files.writeString(this.directory.resolve("file"), "0");
		this.faults.clear();
		Gate writing = new Gate();
		this.faults.on("force", TEMP).before(writing);
		this.first = appending("1", new Gate());
		writing.awaitReached();
		for (String text : List.of("a", "b", "c")) {
			this.batch.add(ran(text));
		}
		Gate meeting = new Gate();
		if (injection != null) {
			injection.stopAt(this.faults, meeting);
			injection.arm(this.faults, this.batch.get(0).thread());
		}
		writing.open();
		if (injection != null) {
			meeting.awaitReached();
			this.late = ran("L");
			meeting.open();
		}
		everybody().forEach(Background::failure);
		this.calls = this.faults.calls();
		this.faults.clear();
		return this;
	}

	/** Returns when the change has run, and its caller waits for the disk. */
	private Background<String> ran(String text) {
		Gate ran = new Gate();
		Background<String> update = appending(text, ran);
		ran.awaitReached();
		return update.awaitParked();
	}

	private Background<String> appending(String text, Gate ran) {
		ran.open();
		return Background.of(() -> append(text, ran));
	}

	String append(String text, Gate ran) {
		byte[] result = this.updater.update(this.file, WriteOptions.defaults(), PATIENT, (content) -> {
			ran.run();
			return (new String(content, StandardCharsets.UTF_8) + text).getBytes(StandardCharsets.UTF_8);
		});
		return new String(result, StandardCharsets.UTF_8);
	}

	private List<Background<String>> everybody() {
		List<Background<String>> everybody = new ArrayList<>(this.batch);
		everybody.add(this.first);
		if (this.late != null) {
			everybody.add(this.late);
		}
		return everybody;
	}

	/**
	 * The calls of the replace of the three: from one close of the directory to the next.
	 */
	List<Call> callsOfBatch() {
		List<Call> closes = this.calls.stream()
			.filter((call) -> call.is("close") && call.path().equals(this.directory))
			.toList();
		return this.calls.subList(closes.get(0).number(), closes.get(1).number());
	}

	Path directory() {
		return this.directory;
	}

	List<Call> calls() {
		return this.calls;
	}

	Background<String> first() {
		return this.first;
	}

	List<Background<String>> batch() {
		return this.batch;
	}

	Background<String> late() {
		return this.late;
	}

	String content() throws Exception {
		return Files.readString(this.directory.resolve("file"));
	}

}
