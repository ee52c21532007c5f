package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.sun.jna.Native;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Flocker.Program;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.test.OtherProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the C library answers, and what becomes of it.
 */
@Timeout(60)
class FlockErrorTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofHours(1));

	@TempDir
	private Path directory;

	private Path lockFile;

	private FaultyCalls calls;

	private FileLockProvider provider;

	private FileLocks locks;

	@BeforeEach
	void prepare() {
		LockKind.FLOCK.assumeAvailable();
		this.lockFile = this.directory.resolve("a.lock");
		this.calls = new FaultyCalls();
		this.provider = new FlockProvider(new LibC(this.calls));
		this.locks = new FileLocks(this.provider, "tests", AtomicFileListener.NO_OP);
	}

	@AfterEach
	void nothingIsLeftBehind() throws IOException {
		assertThat(JvmLock.count()).isZero();
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "flock, 37, No locks available", "flock, 95, Operation not supported", "flock, 9, Bad file descriptor",
			"flock, 5, Input/output error", "open, 24, Too many open files", "open, 13, Permission denied" })
	void anErrorIsNeverTakenForABusyLock(String call, int error, String reason) {
		this.calls.fail(call, error);
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(this.lockFile, PATIENT))
			.isExactlyInstanceOf(FileLockException.class)
			.withMessageContaining("'%s' cannot be locked", this.lockFile)
			.havingCause()
			.isExactlyInstanceOf(IOException.class)
			.withMessage(call + ": " + reason);
		assertThat(this.locks.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
	}

	@ParameterizedTest
	@ValueSource(strings = { "flock", "open" })
	void aCallThatIsInterruptedIsMadeAgain(String call) {
		this.calls.fail(call, LibC.EINTR, LibC.EINTR);
		assertThat(this.locks.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
		assertThat(this.calls.errors).isEmpty();
	}

	@Test
	void aBusyLockIsAskedForAgain() {
		this.calls.fail("flock", LibC.EWOULDBLOCK, LibC.EWOULDBLOCK, LibC.EWOULDBLOCK);
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
		}
		assertThat(this.calls.errors).isEmpty();
	}

	@Test
	void aLockIsFreeEvenIfItsDescriptorIsNotClosedWell() throws IOException {
		LockHandle lock = this.locks.lock(this.lockFile, PATIENT);
		this.calls.fail("close", 5);
		lock.close();
		assertThat(this.calls.errors).isEmpty();
		assertThat(Program.PYTHON.canLock(this.lockFile)).isTrue();
		assertThat(this.locks.tryLock(this.lockFile)).hasValueSatisfying(LockHandle::close);
	}

	/** Two inodes would be locked, each in one way, and neither the right one. */
	@Test
	void aFileThatIsReplacedBetweenBothLocksIsLockedAgain() throws IOException {
		this.calls.beforeOpen = () -> Files.delete(this.lockFile);
		try (LockHandle lock = this.locks.lock(this.lockFile, PATIENT);
				OtherProcess other = OtherProcess.start(LockKind.FILE_CHANNEL)) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(Program.PYTHON.canLock(this.lockFile)).isFalse();
			assertThat(other.canLock(this.lockFile)).isFalse();
		}
		assertThat(this.calls.opened).isEqualTo(2);
	}

	/** Or a thread that still waits would open a descriptor that nobody closes. */
	@Test
	void aClosedLockOpensNothingAnyMore() throws IOException {
		for (boolean taken : new boolean[] { true, false }) {
			ProcessLock lock = this.provider.open(this.lockFile);
			this.calls.fail("flock", taken ? new int[0] : new int[] { LibC.EWOULDBLOCK });
			assertThat(lock.tryLock()).isEqualTo(taken);
			lock.close();
			assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(lock::tryLock);
			assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(lock::await);
		}
		assertThat(this.calls.opened).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b.lock", "100%25.lock", "a+b?c#d;e.lock", "Übung 日本語.lock", "back\\slash\n.lock" })
	void everyNameIsTheSameFileInBothWays(String name) throws IOException {
		Path lockFile = this.directory.resolve(name);
		try (LockHandle lock = this.locks.lock(lockFile, PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(Program.PYTHON.canLock(lockFile)).isFalse();
		}
		try (var files = Files.list(this.directory)) {
			assertThat(files).containsExactly(lockFile);
		}
	}

	@Test
	void aLinkIsNoLockFileEvenIfItComesLate() throws IOException {
		Path target = Files.writeString(this.directory.resolve("precious"), "content");
		this.calls.beforeOpen = () -> {
			Files.delete(this.lockFile);
			Files.createSymbolicLink(this.lockFile, target);
		};
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(this.lockFile, PATIENT))
			.withStackTraceContaining("Too many levels of symbolic links");
		assertThat(target).hasContent("content");
	}

	@ParameterizedTest
	@CsvSource({ "amd64, 0400000", "x86, 0400000", "riscv64, 0400000", "aarch64, 0100000", "ppc64le, 0100000" })
	void linksAreRefusedOnEveryProcessor(String architecture, String octal) {
		assertThat(LibC.noFollow(architecture)).isEqualTo(Integer.parseInt(octal, 8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Mac OS X", "FreeBSD", "Windows 11", "linux" })
	void elsewhereThanOnLinuxThereIsNoSuchLock(String operatingSystem) {
		assertThatExceptionOfType(FlockUnavailableException.class).isThrownBy(() -> FlockProvider.load(operatingSystem))
			.withMessageContaining("'%s'", operatingSystem)
			.withMessageContaining("the choice here is 'file-channel'");
	}

	@Test
	void aFileSystemInMemoryIsRefused() throws IOException {
		try (var memory = Jimfs.newFileSystem(Configuration.unix())) {
			Path file = memory.getPath("/work/a.lock");
			assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(file, PATIENT))
				.withMessageContaining("default file system only");
		}
	}

	@Test
	void aFileThatIsNewMayBeUsedByWhomTheUmaskLets() throws IOException {
		Path plain = Files.createFile(this.directory.resolve("plain"));
		this.calls.beforeOpen = () -> Files.delete(this.lockFile);
		try (ProcessLock lock = this.provider.open(this.lockFile)) {
			assertThat(lock.tryLock()).isFalse();
			assertThat(lock.await()).isTrue();
			assertThat(lock.isLost()).isTrue();
			assertThat(Files.getPosixFilePermissions(this.lockFile)).isEqualTo(Files.getPosixFilePermissions(plain));
		}
	}

	/**
	 * Something to do to the file.
	 */
	private interface Mischief {

		void run() throws IOException;

	}

	/**
	 * The C library, with errors that it does not really have.
	 */
	private static final class FaultyCalls implements LibC.Calls {

		private final LibC.Calls real = Native.load("c", LibC.Calls.class);

		private final Deque<Integer> errors = new ArrayDeque<>();

		private String failing = "";

		private Mischief beforeOpen = () -> {
		};

		private int opened;

		void fail(String call, int... errors) {
			this.failing = call;
			for (int error : errors) {
				this.errors.add(error);
			}
		}

		private boolean fails(String call) {
			if (!call.equals(this.failing) || this.errors.isEmpty()) {
				return false;
			}
			Native.setLastError(this.errors.remove());
			return true;
		}

		@Override
		public int open(byte[] path, int flags, Object... mode) {
			if (fails("open")) {
				return -1;
			}
			try {
				Mischief once = this.beforeOpen;
				this.beforeOpen = () -> {
				};
				once.run();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			this.opened++;
			return this.real.open(path, flags, mode);
		}

		@Override
		public int flock(int descriptor, int operation) {
			return fails("flock") ? -1 : this.real.flock(descriptor, operation);
		}

		@Override
		public int close(int descriptor) {
			int result = this.real.close(descriptor);
			return fails("close") ? -1 : result;
		}

		@Override
		public String strerror(int error) {
			return this.real.strerror(error);
		}

	}

}
