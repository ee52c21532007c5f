package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Programs and libraries that lock the same file in their own way.
 */
@ParameterizedClass
@KernelLockKinds
class LockStrangerTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private static final LockOptions SHORT = LockOptions.of(Duration.ofMillis(50));

	private static OtherProcess other;

	@Parameter
	private LockKind kind;

	private FileLocks locks;

	@TempDir
	private Path directory;

	private Path lockFile;

	@BeforeParameterizedClassInvocation
	static void startOther(LockKind kind) {
		other = OtherProcess.start(kind);
	}

	@AfterParameterizedClassInvocation
	static void stopOther() {
		other.close();
	}

	@BeforeEach
	void name() throws IOException {
		this.locks = new FileLocks(this.kind.provider(), "tests", AtomicFileListener.NO_OP);
		this.lockFile = Files.createFile(this.directory.resolve("a.lock"));
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	private void assertThatOthersWait() {
		assertThat(this.locks.tryLock(this.lockFile)).isEmpty();
		assertThatExceptionOfType(FileLockTimeoutException.class)
			.isThrownBy(() -> this.locks.lock(this.lockFile, SHORT));
		assertThat(other.canLock(this.lockFile)).isFalse();
	}

	private void assertThatTheLockWorks() {
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(other.canLock(lock.path())).isFalse();
		}
		assertThat(other.canLock(this.lockFile)).isTrue();
	}

	/** Our giving up must not drop the lock of the other library. */
	@Test
	void aLibraryInThisJvmThatLocksTheWholeFileIsRespected() throws IOException {
		try (FileChannel channel = FileChannel.open(this.lockFile, StandardOpenOption.WRITE);
				FileLock foreign = channel.lock()) {
			assertThatOthersWait();
			assertThatOthersWait();
			foreign.release();
			assertThatTheLockWorks();
		}
		assertThatTheLockWorks();
	}

	@Test
	void aLibraryInThisJvmThatLocksOneByteIsRespected() throws IOException {
		for (long position = 0; position < 2; position++) {
			try (FileChannel channel = FileChannel.open(this.lockFile, StandardOpenOption.WRITE);
					FileLock foreign = channel.lock(position, 1, false)) {
				assertThat(foreign.isValid()).isTrue();
				assertThatOthersWait();
			}
			assertThatTheLockWorks();
		}
	}

	@Test
	void aWaiterGetsTheLockWhenTheLibraryInThisJvmGivesItUp() throws Exception {
		Background<LockHandle> waiter;
		try (FileChannel channel = FileChannel.open(this.lockFile, StandardOpenOption.WRITE);
				FileLock foreign = channel.lock()) {
			assertThat(foreign.isValid()).isTrue();
			waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
			foreign.release();
			waiter.result().close();
		}
		assertThatTheLockWorks();
	}

	/**
	 * POSIX drops a lock with any close of its file in this process, by whatever name it
	 * was opened.
	 */
	@Test
	void whoGivesUpUnderAnotherNameOfTheFileDropsNoLock() throws IOException {
		Path alias = Files.createLink(this.directory.resolve("b.lock"), this.lockFile);
		long turns = other.turns(this.lockFile);
		try (LockHandle held = this.locks.lock(this.lockFile, PATIENT)) {
			other.startHammering(held.path());
			Awaitility.await().until(LockStrangerTests::otherWaits);
			assertThat(this.locks.tryLock(alias)).isEmpty();
			assertThatExceptionOfType(FileLockTimeoutException.class).isThrownBy(() -> this.locks.lock(alias, SHORT));
			assertThat(otherWaits()).isTrue();
			assertThat(other.turns(held.path())).isEqualTo(turns);
		}
		other.stopHammering(this.lockFile);
		assertThatTheLockWorks();
	}

	private static boolean otherWaits() throws IOException {
		return Files.readAllLines(Path.of("/proc/locks"))
			.stream()
			.anyMatch((line) -> line.contains(" -> ") && line.contains(" " + other.pid() + " "));
	}

	/** Between an attempt that found the other library and the wait that did not. */
	@Test
	void aLockThatIsGivenUpInBetweenIsNotKeptForEver() throws IOException {
		ProcessLock lock = this.kind.provider().open(this.lockFile.toRealPath());
		try (FileChannel channel = FileChannel.open(this.lockFile, StandardOpenOption.WRITE);
				FileLock foreign = channel.lock()) {
			assertThat(lock.tryLock()).isFalse();
			foreign.release();
			assertThat(lock.await()).isTrue();
			lock.close();
			assertThatTheLockWorks();
		}
	}

	/** No kernel makes a process wait for itself: such a lock is polled. */
	@ParameterizedTest
	@CsvSource({ "2, 20, 1500", "3600000, 2, 14" })
	void aLibraryInThisJvmIsAskedAtThePollIntervalAndOnceMoreAtTheEnd(long millis, int least, int most)
			throws IOException {
		LockOptions options = LockOptions.of(Duration.ofSeconds(2)).withPollInterval(Duration.ofMillis(millis));
		try (FileChannel channel = FileChannel.open(this.lockFile, StandardOpenOption.WRITE);
				FileLock foreign = channel.lock()) {
			assertThat(foreign.isValid()).isTrue();
			assertThatExceptionOfType(FileLockTimeoutException.class)
				.isThrownBy(() -> this.locks.lock(this.lockFile, options))
				.satisfies((timeout) -> {
					assertThat(timeout.attempts()).isBetween(least, most);
					assertThat(timeout.waited()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
				});
		}
		assertThatTheLockWorks();
	}

	@Test
	void whoGivesUpBesideAnotherLibraryLeavesNoDescriptors() throws IOException {
		try (FileChannel channel = FileChannel.open(this.lockFile, StandardOpenOption.WRITE);
				FileLock foreign = channel.lock()) {
			assertThat(foreign.isValid()).isTrue();
			for (int i = 0; i < 50; i++) {
				assertThat(this.locks.tryLock(this.lockFile)).isEmpty();
			}
			assertThat(descriptors()).isLessThanOrEqualTo(2);
		}
		assertThatTheLockWorks();
		assertThat(descriptors()).isZero();
	}

	private long descriptors() throws IOException {
		Path own = Path.of("/proc/self/fd");
		assumeThat(own).as("descriptors can be counted on Linux only").exists();
		try (Stream<Path> open = Files.list(own)) {
			return open.filter((descriptor) -> isLockFile(descriptor)).count();
		}
	}

	private boolean isLockFile(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).equals(this.lockFile.toRealPath());
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void aProgramThatLeavesNoWordIsNotTakenForTheOneBefore() {
		assumeThat(Path.of("/proc/locks")).as("who holds a lock can be seen on Linux only").exists();
		this.locks.lock(this.lockFile, PATIENT).close();
		other.lockAll(this.lockFile);
		assertThatExceptionOfType(FileLockTimeoutException.class)
			.isThrownBy(() -> this.locks.lock(this.lockFile, SHORT))
			.satisfies((timeout) -> assertThat(timeout.holder()).isEmpty())
			.withMessageContaining("an unknown process");
		other.unlockAll(this.lockFile);
	}

	@Test
	void pythonsLockfExcludesUsAndWeExcludeIt() throws Exception {
		assumeThat(hasPython()).as("python3 is installed").isTrue();
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(python("busy", lock.path()).waitFor()).isZero();
		}
		Process python = python("free", this.lockFile);
		try {
			assertThat(python.inputReader().readLine()).isEqualTo("locked");
			assertThat(this.locks.tryLock(this.lockFile)).isEmpty();
			Background<LockHandle> waiter = Background.of(() -> this.locks.lock(this.lockFile, PATIENT)).awaitWaiting();
			python.destroyForcibly();
			waiter.result().close();
		}
		finally {
			python.destroyForcibly();
		}
	}

	private static boolean hasPython() throws InterruptedException {
		try {
			Process python = new ProcessBuilder("python3", "-c", "import fcntl").start();
			return python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Byte 0, as our lock: then either says that it is busy, or keeps it. */
	private static Process python(String expected, Path lockFile) throws IOException {
		String script = """
				import fcntl, sys, time
				file = open(sys.argv[2], 'r+')
				try:
				    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0)
				    found = 'free'
				except OSError:
				    found = 'busy'
				if found != sys.argv[1]:
				    sys.exit(1)
				if found == 'free':
				    print('locked', flush=True)
				    time.sleep(60)
				""";
		return new ProcessBuilder(List.of("python3", "-c", script, expected, lockFile.toString())).start();
	}

}
