package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the file system refuses is an error at once, and never taken for a busy lock.
 */
@Timeout(20)
class LockErrorTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofHours(1));

	private final FileLocks locks = new FileLocks(new FileChannelLockProvider(), "tests", AtomicFileListener.NO_OP);

	private final FaultyFileSystem faulty = new FaultyFileSystem();

	@TempDir
	private Path directory;

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	private void assertRefused(Path lockFile, Class<? extends Throwable> cause) {
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(lockFile, PATIENT))
			.isExactlyInstanceOf(FileLockException.class)
			.withMessageContaining("'%s' cannot be locked".formatted(lockFile))
			.withCauseInstanceOf(cause);
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.tryLock(lockFile))
			.withCauseInstanceOf(cause);
	}

	@Test
	void aLockThatCannotBeExaminedCountsAsLost() {
		try (LockHandle lock = this.locks.lock(this.faulty.path(this.directory.resolve("a.lock")), PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
			this.faulty.faults().on("readAttributes").failBefore(new IOException("Input/output error"));
			assertThat(lock.isHeld()).isFalse();
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@Test
	void aHolderThatCouldLeaveNoWordIsNamedInItsOwnProcess() throws Exception {
		this.faulty.faults().on("write").always().failBefore(new IOException("No space left on device"));
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		try (LockHandle lock = this.locks.lock(lockFile, PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(Background.of(() -> this.locks.lock(lockFile, LockOptions.of(Duration.ofMillis(1)))).failure())
				.isInstanceOfSatisfying(FileLockTimeoutException.class,
						(timeout) -> assertThat(timeout.holder()).hasValueSatisfying(
								(holder) -> assertThat(holder.thread()).isEqualTo(Thread.currentThread().getName())));
		}
	}

	@Test
	void aDirectoryIsNoLockFile() throws IOException {
		assertRefused(Files.createDirectory(this.directory.resolve("a.lock")), FileSystemException.class);
	}

	@Test
	void aLinkIsNoLockFileWhereverItLeads() throws IOException {
		Path target = Files.writeString(this.directory.resolve("precious"), "content");
		assertRefused(Files.createSymbolicLink(this.directory.resolve("a.lock"), target), IOException.class);
		assertRefused(
				Files.createSymbolicLink(this.directory.resolve("b.lock"), this.directory.resolve("does not exist")),
				IOException.class);
		assertThat(target).hasContent("content");
		assertThat(this.directory.resolve("does not exist")).doesNotExist();
	}

	@Test
	void aMissingDirectoryIsRefused() {
		assertRefused(this.directory.resolve("missing").resolve("a.lock"), NoSuchFileException.class);
	}

	@Test
	void aPathWithoutANameIsRefused() {
		assertRefused(Path.of("/"), IOException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Permission denied", "Read-only file system", "Too many open files" })
	void aLockFileThatCannotBeOpenedIsRefused(String reason) {
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		Faults faults = this.faulty.faults();
		faults.on("open").always().failBefore(new AccessDeniedException(lockFile.toString(), null, reason));
		assertRefused(lockFile, AccessDeniedException.class);
		assertThat(faults.calls("open")).hasSize(2);
		faults.clear();
		assertThat(this.locks.tryLock(lockFile)).hasValueSatisfying(LockHandle::close);
	}

	@ParameterizedTest
	@ValueSource(strings = { "No locks available", "Operation not supported", "Input/output error" })
	void aFileSystemThatCannotLockIsRefused(String reason) {
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		Faults faults = this.faulty.faults();
		faults.on("tryLock").always().failBefore(new IOException(reason));
		assertRefused(lockFile, IOException.class);
		assertThat(faults.calls("tryLock")).hasSize(2);
		assertThat(faults.calls("close")).hasSameSizeAs(faults.calls("open"));
		faults.clear();
		assertThat(this.locks.tryLock(lockFile)).hasValueSatisfying(LockHandle::close);
	}

	@Test
	void aFileSystemWithoutLocksIsRefused() {
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		this.faulty.faults().on("tryLock").always().before(() -> {
			throw new UnsupportedOperationException();
		});
		assertRefused(lockFile, UnsupportedOperationException.class);
	}

	@Test
	void aFullDiskKeepsNobodyFromLocking() {
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		this.faulty.faults().on("write").always().failBefore(new IOException("No space left on device"));
		try (LockHandle lock = this.locks.lock(lockFile, PATIENT)) {
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "close", "unlock" })
	void aLockIsFreeEvenIfGivingItUpFails(String operation) {
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		this.faulty.faults().on(operation).always().failBefore(new IOException("Input/output error"));
		try {
			this.locks.lock(lockFile, LockOptions.of(Duration.ZERO)).close();
		}
		catch (FileLockException ex) {
			assertThat(operation).isEqualTo("unlock");
		}
		this.faulty.faults().clear();
		assertThat(this.locks.tryLock(lockFile)).hasValueSatisfying(LockHandle::close);
	}

	/** A provider of somebody else's may throw what it likes. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLockIsFreeEvenIfItsProviderThrowsSomethingUnchecked(boolean error) {
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		this.faulty.faults().on("close").before(() -> {
			if (error) {
				throw new StackOverflowError("expected");
			}
			throw new IllegalStateException("broken");
		});
		LockHandle lock = this.locks.lock(lockFile, PATIENT);
		lock.close();
		assertThat(JvmLock.count()).isZero();
		Optional<LockHandle> again = this.locks.tryLock(lockFile);
		assertThat(again).hasValueSatisfying(LockHandle::close);
	}

	@Test
	void whatFailsWhileTheFileIsClosedHidesNothing() {
		Path lockFile = this.faulty.path(this.directory.resolve("a.lock"));
		this.faulty.faults()
			.on("readAttributes", this.directory.resolve("a.lock")::equals)
			.failBefore(new IOException("Input/output error"));
		this.faulty.faults().on("close").failBefore(new IOException("close failed"));
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(lockFile, PATIENT))
			.havingCause()
			.withMessage("Input/output error")
			.satisfies((cause) -> assertThat(cause.getSuppressed()).hasSize(1));
	}

}
