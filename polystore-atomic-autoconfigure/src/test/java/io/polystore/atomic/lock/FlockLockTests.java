package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.LockHolder;
import io.polystore.atomic.test.LockKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the lock of flock(2) tells of who holds it.
 */
class FlockLockTests {

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void create() throws IOException {
		LockKind.FLOCK.assumeAvailable();
		this.file = Files.createFile(this.directory.resolve("a.lock"));
	}

	@Test
	void whoHoldsItLeavesWordForOthers() throws IOException {
		LockHolder self = ProcessIdentity.holder("tests", Thread.currentThread());
		try (ProcessLock held = LockKind.FLOCK.provider().open(this.file)) {
			assertThat(held.tryLock()).isTrue();
			held.record(self);
			ProcessLock waiting = LockKind.FLOCK.provider().open(this.file);
			assertThat(waiting.recorded()).isEqualTo(self);
			waiting.close();
		}
	}

	@Test
	void whoHasTheTurnWaitsForAProgramThatLeavesNoWord() throws IOException {
		try (ProcessLock held = LockKind.FLOCK.provider().open(this.file)) {
			assertThat(held.tryLock()).isTrue();
			held.record(ProcessIdentity.holder("tests", Thread.currentThread()));
			assertThat(held.recorded()).isNull();
		}
	}

}
