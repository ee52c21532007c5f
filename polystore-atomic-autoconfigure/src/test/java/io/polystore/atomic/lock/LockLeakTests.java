package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What thousands of locks leave behind: nothing.
 */
@ParameterizedClass
@KernelLockKinds
class LockLeakTests {

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

	@Test
	void tenThousandLocksLeaveNoDescriptorAndNoEntry() throws IOException {
		for (int i = 0; i < 10_000; i++) {
			this.locks.lock(this.directory.resolve(i % 100 + ".lock"), PATIENT).close();
		}
		assertThatNothingIsLeft();
	}

	@Test
	void failedLocksLeaveNoDescriptorAndNoEntry() throws Exception {
		Path busy = this.directory.resolve("busy.lock");
		Path broken = Files.createDirectory(this.directory.resolve("broken.lock"));
		try (LockHandle lock = this.locks.lock(busy, PATIENT)) {
			Background.of(() -> {
				for (int i = 0; i < 300; i++) {
					assertThat(this.locks.tryLock(lock.path())).isEmpty();
					assertThatExceptionOfType(FileLockException.class)
						.isThrownBy(() -> this.locks.lock(broken, PATIENT));
				}
				return busy;
			}).result();
		}
		assertThatNothingIsLeft();
	}

	private void assertThatNothingIsLeft() throws IOException {
		assertThat(JvmLock.count()).isZero();
		Path own = Path.of("/proc/self/fd");
		assumeThat(own).as("descriptors can be counted on Linux only").exists();
		try (Stream<Path> open = Files.list(own)) {
			assertThat(open.map(LockLeakTests::target)).noneMatch((file) -> file.endsWith(".lock"));
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "closed meanwhile";
		}
	}

}
