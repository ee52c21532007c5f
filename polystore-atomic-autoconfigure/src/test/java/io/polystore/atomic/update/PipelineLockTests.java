package io.polystore.atomic.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockLostException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.ObservedLock;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a pipeline holds its lock, and which lock it is.
 */
class PipelineLockTests extends PipelineFixture {

	private static final WriteOptions FAST = WriteOptions.of(Durability.NONE);

	private static OtherProcess other;

	@BeforeAll
	static void startOther() {
		other = OtherProcess.start();
	}

	@AfterAll
	static void stopOther() {
		other.close();
	}

	private boolean isLocked() {
		return !other.canLock(this.directory.resolve("file.lock"));
	}

	@Test
	void oneLockDirectoryOfTwoNamesIsOneQueue() throws Exception {
		Path locks = Files.createDirectory(this.directory.resolve("locks"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), locks);
		FileChannelLockProvider provider = new FileChannelLockProvider();
		TestFiles one = new TestFiles(this.events, TestFiles.LONG, provider, locks);
		TestFiles same = new TestFiles(this.events, TestFiles.LONG, provider, link);
		Gate running = new Gate();
		Background<byte[]> first = Background.of(() -> one.update(this.file, (content) -> {
			running.run();
			return new byte[1];
		}));
		running.awaitReached();
		Background<byte[]> second = Background.of(() -> same.update(this.file, appending("a"))).awaitWaiting();
		assertThat(JvmLock.count()).isOne();
		assertThat(Pipelines.count()).isOne();
		running.open();
		first.result();
		second.result();
	}

	@Test
	void thatALockIsGivenUpIsToldAfterwards() {
		List<String> order = new ArrayList<>();
		TestFiles observed = new TestFiles(new AtomicFileListener() {

			@Override
			public void lockReleased(Path lockFile, Duration held) {
				order.add("told");
			}

		}, TestFiles.LONG, ObservedLock.provider(() -> order.add("given up")), null);
		observed.update(this.file, appending("a"));
		assertThat(order).containsExactly("given up", "told");
	}

	@Test
	void theLockIsHeldUntilTheDirectoryIsForced() throws Exception {
		Gate content = gateAtForce(1);
		Gate directoryForce = new Gate();
		onForceOfDirectory().after(directoryForce);
		Background<String> update = append("a");
		content.awaitReached();
		assertThat(isLocked()).isTrue();
		content.open();
		directoryForce.awaitReached();
		assertThat(content()).isEqualTo("a");
		assertThat(isLocked()).isTrue();
		assertThat(update.isDone()).isFalse();
		directoryForce.open();
		update.result();
		assertThat(isLocked()).isFalse();
	}

	@Test
	void theLockIsHeldDuringTheChange() throws Exception {
		Gate running = new Gate();
		Background<String> update = update((content) -> {
			running.run();
			return content;
		});
		running.awaitReached();
		assertThat(isLocked()).isTrue();
		running.open();
		update.result();
		assertThat(isLocked()).isFalse();
	}

	@Test
	void theLockIsGivenUpAfterAFailure() {
		onForceOfContent().before(() -> {
			throw new IllegalStateException("broken");
		});
		assertThat(append("a").failure()).isNotNull();
		assertThat(isLocked()).isFalse();
	}

	/** A stranger deletes the lock file: from now on others may lock a new one. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLockThatIsLostIsNoticedBeforeTheRename(boolean deleting) throws IOException {
		this.files.update(this.file, appending("a"));
		Path lockFile = this.files.lockFile(this.real);
		Fault renames = this.faults.on("move");
		Fault deletions = this.faults.on("delete", this.real::equals);
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.files.update(this.file, (content) -> {
			delete(lockFile);
			return deleting ? null : "b".getBytes();
		})).isExactlyInstanceOf(FileLockLostException.class).withMessageContaining("deleted or replaced");
		assertThat(renames.matches()).isZero();
		assertThat(deletions.matches()).isZero();
		assertThat(content()).isEqualTo("a");
		assertThat(this.files.update(this.file, appending("c"))).isEqualTo("ac".getBytes());
	}

	@Test
	void whoBuiltOnAChangeWithoutALockIsToldAndMayTryAgain() throws Exception {
		this.files.update(this.file, appending("a"));
		Path lockFile = this.files.lockFile(this.real);
		Gate write = gateAtForce(1);
		Background<String> first = append("b");
		write.awaitReached();
		Background<String> second = ran(appending("c"));
		delete(lockFile);
		write.open();
		assertThat(first.failure()).isExactlyInstanceOf(FileLockLostException.class);
		assertThat(second.failure()).isExactlyInstanceOf(FileLockLostException.class);
		assertThat(append("d").result()).isEqualTo("ad");
	}

	private static void delete(Path path) {
		try {
			Files.delete(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void anotherProcessGetsItsTurnAgainstSixteenBusyThreads() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		UpdateEvents busy = new UpdateEvents();
		TestFiles files = new TestFiles(busy, UpdateSettings.DEFAULT_MAX_HOLD);
		Path lockFile = files.lockFile(this.real);
		List<Background<Integer>> workers = Workers.start(16, (index) -> {
			while (!stop.get()) {
				files.update(this.real, FAST, appending("x"));
			}
		});
		for (int i = 0; i < 5; i++) {
			int before = busy.holds();
			other.lock(lockFile);
			assertThat(busy.holds() - before).isLessThan(20);
			int written = busy.batches().size();
			assertThat(other.canLock(this.directory.resolve("another.lock"))).isTrue();
			assertThat(busy.batches()).hasSize(written);
			other.unlock(lockFile);
		}
		stop.set(true);
		for (Background<Integer> worker : workers) {
			worker.result();
		}
		assertThat(content()).hasSize(busy.batches().stream().mapToInt(Integer::intValue).sum());
	}

	/** Nobody waits for others who do not come. */
	@Test
	void theLockIsGivenUpWhenThereIsNothingToDo() throws Exception {
		for (int i = 0; i < 20; i++) {
			this.files.update(this.file, FAST, appending("x"));
			assertThat(this.events.held()).isZero();
		}
		assertThat(this.events.holds()).isEqualTo(20);
	}

	@Test
	void theNamesOfAFileShareOnePipeline() throws Exception {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("file"));
		Path directories = Files.createSymbolicLink(this.directory.resolve("links"), this.directory);
		Gate running = new Gate();
		Background<String> first = Background.of(() -> text(this.files.update(this.real, (content) -> {
			running.run();
			return appending("a").apply(content);
		})));
		running.awaitReached();
		List<Background<String>> others = List.of(
				Background.of(() -> text(this.files.update(link, appending("b")))).awaitWaiting(),
				Background.of(() -> text(this.files.update(directories.resolve("link"), appending("c"))))
					.awaitWaiting(),
				Background.of(() -> text(this.files.update(directories.resolve("file"), appending("d"))))
					.awaitWaiting());
		assertThat(JvmLock.count()).isOne();
		assertThat(Pipelines.count()).isOne();
		running.open();
		first.result();
		awaitAll(others);
		assertThat(content()).hasSize(4).startsWith("a");
		assertThat(Files.isSymbolicLink(link)).isTrue();
	}

	@Test
	void aLockDirectoryKeepsTheLockFilesAwayFromTheData() throws Exception {
		Path locks = this.directory.resolve("deep").resolve("locks");
		TestFiles files = new TestFiles(this.events, TestFiles.LONG, new FileChannelLockProvider(), locks);
		files.update(this.real, appending("a"));
		Path same = Files.createDirectory(this.directory.resolve("sub")).resolve("file");
		files.update(same, appending("b"));
		assertThat(this.directory.resolve("file.lock")).doesNotExist();
		assertThat(files.lockFile(this.real)).exists().hasParent(locks).isNotEqualTo(files.lockFile(same));
		try (var lockFiles = Files.list(locks)) {
			assertThat(lockFiles).hasSize(2);
		}
	}

	/** Their paths read the same, and so do those of their lock files. */
	@Test
	void filesOfTwoFileSystemsWithOneLockDirectoryAreNotMixedUp() throws Exception {
		Path locks = this.directory.resolve("locks");
		TestFiles files = new TestFiles(AtomicFileListener.NO_OP, TestFiles.LONG, new FileChannelLockProvider(), locks);
		try (FileSystem one = Jimfs.newFileSystem("one", Configuration.unix());
				FileSystem two = Jimfs.newFileSystem("two", Configuration.unix())) {
			Gate running = new Gate();
			Background<String> first = Background
				.of(() -> text(files.update(one.getPath("/work/file"), FAST, (content) -> {
					running.run();
					return appending("1").apply(content);
				})));
			running.awaitReached();
			Background<String> second = Background
				.of(() -> text(files.update(two.getPath("/work/file"), FAST, appending("2"))));
			second.awaitParked();
			running.open();
			assertThat(first.result()).isEqualTo("1");
			assertThat(second.result()).isEqualTo("2");
			assertThat(Files.readString(two.getPath("/work/file"))).isEqualTo("2");
		}
	}

	@Test
	void aLongNameHasALockFileToo() throws Exception {
		Path longest = this.directory.resolve("ü".repeat(127));
		assertThat(text(this.files.update(longest, appending("a")))).isEqualTo("a");
		assertThat(this.files.lockFile(longest)).exists();
		assertThat(this.files.lockFile(longest).getFileName().toString()).endsWith(".lock");
		assertThat(this.files.lockFile(longest))
			.isNotEqualTo(this.files.lockFile(this.directory.resolve("ü".repeat(126) + "u")));
	}

	@Test
	void aLockThatCannotBeLookedAtIsNotToldToBeLost() throws IOException {
		this.files.update(this.file, appending("a"));
		Path lockFile = this.files.lockFile(this.real);
		IOException broken = new IOException("Input/output error");
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.files.update(this.file, (content) -> {
			this.faults.on("readAttributes", lockFile::equals).failBefore(broken);
			return "b".getBytes();
		})).withMessageContaining("cannot be found out").havingRootCause().isSameAs(broken);
		assertThat(content()).isEqualTo("a");
	}

	@Test
	void whatFailsWhenTheLockIsGivenUpIsNotToldOfTheUpdate() throws IOException {
		Path lockFile = this.files.lockFile(this.real);
		this.faults.on("close", lockFile::equals).before(() -> {
			throw new StackOverflowError("expected");
		});
		assertThat(this.files.update(this.file, appending("a"))).isEqualTo("a".getBytes());
		assertThat(this.files.update(this.file, appending("b"))).isEqualTo("ab".getBytes());
	}

}
