package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the lock file, and by which names it is known.
 */
@ParameterizedClass
@KernelLockKinds
class LockFileTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	@Parameter
	private LockKind kind;

	private FileLocks locks;

	@TempDir
	private Path directory;

	@BeforeEach
	void createLocks() {
		this.locks = new FileLocks(this.kind.provider(), "tests", AtomicFileListener.NO_OP);
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	private boolean isBusyForOthers(Path lockFile) throws Exception {
		Optional<LockHandle> lock = Background.of(() -> this.locks.tryLock(lockFile)).result();
		lock.ifPresent(LockHandle::close);
		return lock.isEmpty();
	}

	@Test
	void theLockFileStaysTheSameFile() throws IOException {
		Path lockFile = this.directory.resolve("a.lock");
		this.locks.lock(lockFile, PATIENT).close();
		Object inode = Files.getAttribute(lockFile, "unix:ino");
		for (int i = 0; i < 100; i++) {
			this.locks.lock(lockFile, PATIENT).close();
		}
		assertThat(Files.getAttribute(lockFile, "unix:ino")).isEqualTo(inode);
		assertThat(Files.size(lockFile)).isEqualTo(HolderRecord.POSITION + HolderRecord.SIZE);
	}

	@Test
	void whatIsInTheFileStaysUntilTheLockIsHeld() throws Exception {
		Path lockFile = this.directory.resolve("a.lock");
		byte[] content = new byte[2000];
		Arrays.fill(content, (byte) 'x');
		Files.write(lockFile, content);
		try (OtherProcess other = OtherProcess.start(this.kind)) {
			other.lock(lockFile);
			byte[] lockedByOther = Files.readAllBytes(lockFile);
			Throwable failure = Background.of(() -> this.locks.lock(lockFile, LockOptions.of(Duration.ofMillis(50))))
				.failure();
			assertThat(failure).isInstanceOf(FileLockTimeoutException.class);
			assertThat(Files.readAllBytes(lockFile)).isEqualTo(lockedByOther);
			other.unlock(lockFile);
		}
		this.locks.lock(lockFile, PATIENT).close();
		byte[] after = Files.readAllBytes(lockFile);
		assertThat(after).hasSize(content.length);
		assertThat(Arrays.copyOf(after, HolderRecord.POSITION)).containsOnly('x');
		assertThat(Arrays.copyOfRange(after, HolderRecord.POSITION + HolderRecord.SIZE, after.length))
			.containsOnly('x');
	}

	@Test
	void theHolderCanBeReadByPeopleAsLongAsItHoldsTheLock() throws IOException {
		Path lockFile = this.directory.resolve("a.lock");
		try (OtherProcess other = OtherProcess.start(this.kind)) {
			other.lock(lockFile);
			assertThat(Files.readString(lockFile)).startsWith("\0".repeat(HolderRecord.POSITION) + other.pid() + "\t")
				.contains("\tother process\t", "\tmain\t")
				.endsWith(" \n");
			other.unlock(lockFile);
		}
	}

	@Test
	void aLinkedDirectoryIsTheSameLock() throws Exception {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"),
				Files.createDirectory(this.directory.resolve("real")));
		try (LockHandle lock = this.locks.lock(this.directory.resolve("real/a.lock"), PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(isBusyForOthers(link.resolve("a.lock"))).isTrue();
			assertThat(isBusyForOthers(link.resolve("../real/./a.lock"))).isTrue();
			assertThat(JvmLock.count()).isOne();
		}
	}

	@Test
	void aRelativePathIsTheSameLock() throws Exception {
		Path lockFile = this.directory.toRealPath().resolve("a.lock");
		Path relative = Path.of("").toRealPath().relativize(lockFile);
		try (LockHandle lock = this.locks.lock(relative, PATIENT)) {
			assertThat(lock.path()).isEqualTo(relative);
			assertThat(isBusyForOthers(lockFile)).isTrue();
			assertThat(JvmLock.count()).isOne();
		}
	}

	/** The JVM cannot know, but the operating system does. */
	@Test
	void aHardLinkIsTheSameLock() throws Exception {
		Path lockFile = Files.createFile(this.directory.resolve("a.lock"));
		Path other = Files.createLink(this.directory.resolve("b.lock"), lockFile);
		try (OtherProcess process = OtherProcess.start(this.kind)) {
			try (LockHandle lock = this.locks.lock(lockFile, PATIENT)) {
				assertThat(lock.isHeld()).isTrue();
				assertThat(isBusyForOthers(other)).isTrue();
				assertThat(process.canLock(lockFile)).isFalse();
			}
			assertThat(isBusyForOthers(other)).isFalse();
			assertThat(process.canLock(lockFile)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "unix", "osX", "windows" })
	void aFileSystemInMemoryLocksTheThreadsOfThisJvm(String configuration) throws Exception {
		Configuration jimfs = switch (configuration) {
			case "unix" -> Configuration.unix();
			case "osX" -> Configuration.osX();
			default -> Configuration.windows();
		};
		this.locks = new FileLocks(new FileChannelLockProvider(), "tests", AtomicFileListener.NO_OP);
		try (var memory = Jimfs.newFileSystem(jimfs)) {
			Path lockFile = Files.createDirectories(memory.getPath("work").toAbsolutePath()).resolve("a.lock");
			int[] count = new int[1];
			Workers.run(4, (index) -> {
				for (int i = 0; i < 100; i++) {
					try (LockHandle lock = this.locks.lock(lockFile, PATIENT)) {
						count[0] += lock.isHeld() ? 1 : 0;
					}
				}
			});
			assertThat(count[0]).isEqualTo(400);
			try (LockHandle lock = this.locks.lock(lockFile, PATIENT)) {
				assertThat(isBusyForOthers(lock.path())).isTrue();
			}
			assertThat(Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS)).isTrue();
		}
	}

	@Test
	void aFileWithAContentOfItsOwnIsLockedAndLeftAsItIs() throws IOException {
		Path file = Files.writeString(Files.createTempDirectory("own").resolve("own.txt"), "x".repeat(576));
		try (LockHandle lock = this.locks.lock(file, PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
		}
		assertThat(file).hasContent("x".repeat(576));
	}

}
