package io.polystore.atomic.core;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.write.AtomicFileOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The end of a template, and listeners that misbehave.
 */
class AtomicFileTemplateCloseTests {

	private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private static List<BiConsumer<AtomicFileTemplate, Path>> operations() {
		return List.of((files, file) -> files.write(file, CONTENT), (files, file) -> files.writeString(file, "text"),
				(files, file) -> files.write(file, (out) -> out.write(1)), (files, file) -> files.openForWrite(file),
				(files, file) -> files.createNew(file, CONTENT),
				(files, file) -> files.createNew(file, (out) -> out.write(1)), (files, file) -> files.delete(file),
				(files, file) -> files.update(file, (content) -> content), (files, file) -> files.lock(file),
				(files, file) -> files.tryLock(file), (files, file) -> files.lockFor(file));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void aClosedTemplateRefusesWhatIsNew(BiConsumer<AtomicFileTemplate, Path> operation) {
		this.files.close();
		this.files.close();
		assertThatIllegalStateException()
			.isThrownBy(() -> operation.accept(this.files, this.directory.resolve("new").resolve("file")))
			.withMessageContaining("closed");
		assertThat(this.directory).isEmptyDirectory();
		assertThat(JvmLock.count()).isZero();
	}

	@Test
	void closingWaitsForWhatIsUnderWay() throws Exception {
		Gate running = new Gate();
		Path file = this.directory.resolve("file");
		Background<byte[]> update = Background.of(() -> this.files.update(file, (content) -> {
			running.run();
			return CONTENT;
		}));
		running.awaitReached();
		Background<Path> close = Background.of(() -> {
			this.files.close();
			return file;
		}).awaitWaiting();
		assertThatIllegalStateException().isThrownBy(() -> this.files.write(file, CONTENT));
		assertThat(close.isDone()).isFalse();
		running.open();
		close.result();
		assertThat(file).hasBinaryContent(CONTENT);
		assertThat(update.result()).isEqualTo(CONTENT);
	}

	@Test
	void whatIsHeldOrOpenStaysUsable() throws Exception {
		Path file = this.directory.resolve("file");
		try (LockHandle lock = this.files.lock(this.directory.resolve("a.lock"));
				AtomicFileOutputStream out = this.files.openForWrite(file)) {
			this.files.close();
			out.write(CONTENT);
			out.commit();
			assertThat(lock.isHeld()).isTrue();
		}
		assertThat(file).hasBinaryContent(CONTENT);
		assertThat(JvmLock.count()).isZero();
	}

	@Test
	void anInterruptEndsTheWaitButNotTheWrite() throws Exception {
		Gate running = new Gate();
		Path file = this.directory.resolve("file");
		Background<Path> write = Background.of(() -> {
			this.files.write(file, (out) -> running.run());
			return file;
		});
		running.awaitReached();
		Thread.currentThread().interrupt();
		this.files.close();
		assertThat(Thread.interrupted()).isTrue();
		running.open();
		assertThat(write.result()).isEmptyFile();
	}

	@Test
	void aClosedTemplateStillReads() {
		Path file = this.directory.resolve("file");
		this.files.write(file, CONTENT);
		this.files.close();
		assertThat(this.files.read(file)).isEqualTo(CONTENT);
	}

	@Test
	void aListenerThatThrowsBreaksNothing() throws Exception {
		AtomicFileTemplate broken = AtomicFileTemplate.builder().listener(new BrokenListener()).build();
		Path file = this.directory.resolve("file");
		assertThat(broken.update(file, (content) -> CONTENT)).isEqualTo(CONTENT);
		assertThat(broken.update(file, WriteOptions.of(Durability.NONE), (content) -> null)).isNull();
		broken.write(file, CONTENT);
		broken.lock(this.directory.resolve("a.lock")).close();
		try (LockHandle lock = broken.lockFor(file)) {
			assertThat(Background.of(() -> broken.tryLock(lock.path())).result()).isEmpty();
		}
		assertThat(file).hasBinaryContent(CONTENT);
		assertThat(JvmLock.count()).isZero();
	}

	private static final class BrokenListener implements AtomicFileListener {

		@Override
		public void lockWaitStarted(Path lockFile) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void lockWaitEnded(Path lockFile, LockOutcome outcome, Duration waited, int attempts) {
			throw new AssertionError("broken");
		}

		@Override
		public void lockHeld(Path lockFile) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void lockReleased(Path lockFile, Duration held) {
			throw new StackOverflowError("broken");
		}

		@Override
		public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
				Duration took) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void updated(Path file, UpdateOutcome outcome, Duration took) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void batchStarted(Path file, int updates) {
			throw new IllegalStateException("broken");
		}

	}

}
