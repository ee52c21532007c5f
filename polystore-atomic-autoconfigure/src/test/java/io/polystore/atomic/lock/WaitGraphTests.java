package io.polystore.atomic.lock;

import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.FileLockException;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who is taken for waiting.
 */
class WaitGraphTests {

	private static final Duration LONG = Duration.ofHours(1);

	@TempDir
	private Path directory;

	private JvmLock own;

	private JvmLock other;

	@BeforeEach
	void enter() {
		this.own = JvmLock.enter(this.directory.resolve("own.lock"), new FileChannelLockProvider());
		this.other = JvmLock.enter(this.directory.resolve("other.lock"), new FileChannelLockProvider());
	}

	@AfterEach
	void leave() {
		this.own.leave();
		this.other.leave();
	}

	private void assertThatTheOwnerOfTheOtherMayWait() throws Exception {
		assertThat(Background.of(() -> {
			this.other.ownedBy(Thread.currentThread());
			this.own.beginWait(LONG);
			this.own.endWait();
			return true;
		}).result()).isTrue();
	}

	@Test
	void whoWaitsNoLongerClosesNoCircle() throws Exception {
		this.own.ownedBy(Thread.currentThread());
		this.other.beginWait(LONG);
		this.other.endWait();
		assertThatTheOwnerOfTheOtherMayWait();
	}

	@Test
	void whoseWaitWasRefusedClosesNoCircle() throws Exception {
		this.own.ownedBy(Thread.currentThread());
		Gate waiting = new Gate();
		Background<Boolean> owner = Background.of(() -> {
			this.other.ownedBy(Thread.currentThread());
			this.own.beginWait(LONG);
			waiting.run();
			this.own.endWait();
			return true;
		});
		waiting.awaitReached();
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.other.beginWait(LONG))
			.withMessageContaining("would never end");
		waiting.open();
		assertThat(owner.result()).isTrue();
		assertThatTheOwnerOfTheOtherMayWait();
	}

}
