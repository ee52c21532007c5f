package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.ContentChange;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.write.TempNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One file of text on a disk that waits and fails on demand.
 */
abstract class PipelineFixture {

	@TempDir
	Path directory;

	/** As it really is. */
	Path real;

	/** The same file, by way of the faults. */
	Path file;

	final FaultyFileSystem disk = new FaultyFileSystem();

	final Faults faults = this.disk.faults();

	final UpdateEvents events = new UpdateEvents();

	final TestFiles files = new TestFiles(this.events, TestFiles.LONG);

	@BeforeEach
	void name() throws IOException {
		this.directory = this.directory.toRealPath();
		this.real = this.directory.resolve("file");
		this.file = this.disk.path(this.real);
	}

	@AfterEach
	void nothingIsLeftBehind() throws IOException {
		assertThat(Pipelines.count()).isZero();
		assertThat(JvmLock.count()).isZero();
		assertThat(this.events.held()).isZero();
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).noneMatch((path) -> TempNames.isTemp(path.getFileName().toString()));
		}
	}

	static String text(byte[] content) {
		return (content != null) ? new String(content, StandardCharsets.UTF_8) : "";
	}

	static ContentChange<RuntimeException> appending(String text) {
		return (content) -> (text(content) + text).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Runs a change on a thread of its own, and returns when the change has run and its
	 * caller waits for the disk, which must be stopped.
	 */
	Background<String> ran(ContentChange<?> change) {
		return ran(WriteOptions.inherit(), change);
	}

	Background<String> ran(WriteOptions options, ContentChange<?> change) {
		Gate ran = new Gate();
		ran.open();
		Background<String> update = update(options, (content) -> {
			ran.run();
			return change.apply(content);
		});
		ran.awaitReached();
		return update.awaitParked();
	}

	/** Appends on a thread of its own. */
	Background<String> append(String text) {
		return update(WriteOptions.inherit(), appending(text));
	}

	Background<String> update(ContentChange<?> change) {
		return update(WriteOptions.inherit(), change);
	}

	Background<String> update(WriteOptions options, ContentChange<?> change) {
		return Background.of(() -> text(this.files.update(this.file, options, change)));
	}

	/** Stops the force of the n-th temporary file from now. */
	Gate gateAtForce(int nth) {
		Gate gate = new Gate();
		onForceOfContent().nth(nth).before(gate);
		return gate;
	}

	Fault onForceOfContent() {
		return this.faults.on("force", (path) -> TempNames.isTemp(path.getFileName().toString()));
	}

	Fault onForceOfDirectory() {
		return this.faults.on("force", this.directory::equals);
	}

	String content() throws IOException {
		return Files.exists(this.real) ? Files.readString(this.real) : null;
	}

	static void awaitAll(List<Background<String>> updates) throws Exception {
		for (Background<String> update : updates) {
			update.result();
		}
	}

}
