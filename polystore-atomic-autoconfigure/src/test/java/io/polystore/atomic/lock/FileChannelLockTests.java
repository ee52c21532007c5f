package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.test.OtherProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The two bytes of a lock file, and the locks of others that a close must not drop.
 */
class FileChannelLockTests {

	private static final long LOCK_BYTE = 0;

	private static final long TURNSTILE_BYTE = 1;

	private static OtherProcess other;

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Faults faults = this.fileSystem.faults();

	@TempDir
	private Path directory;

	private Path file;

	private FileChannelLock lock;

	@BeforeAll
	static void startOther() {
		other = OtherProcess.start();
	}

	@AfterAll
	static void stopOther() {
		other.close();
	}

	@BeforeEach
	void open() throws IOException {
		this.file = Files.createFile(this.directory.resolve("a.lock"));
		this.lock = open(this.file);
	}

	private FileChannelLock open(Path path) throws IOException {
		return FileChannelLockProvider.openChannel(this.fileSystem.path(path));
	}

	private FileChannel stranger() throws IOException {
		return FileChannel.open(this.file, StandardOpenOption.WRITE);
	}

	/** Ends the use of a channel that had to stay open for the sake of a stranger. */
	private void closeParked() throws IOException {
		open(this.file).close();
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

	@Test
	void whoHasTheLockLetsOthersIntoTheTurnstile() throws IOException {
		try (FileChannel stranger = stranger()) {
			assertThat(this.lock.tryLock()).isTrue();
			assertThat(stranger.tryLock(TURNSTILE_BYTE, 1, false)).isNotNull();
		}
		this.lock.close();
	}

	@Test
	void whoHasWaitedForTheLockLetsOthersIntoTheTurnstile() throws IOException {
		try (FileChannel stranger = stranger()) {
			assertThat(this.lock.await()).isTrue();
			assertThat(stranger.tryLock(TURNSTILE_BYTE, 1, false)).isNotNull();
		}
		this.lock.close();
	}

	@Test
	void whoWaitsStandsInTheTurnstileFirst() throws IOException {
		assertThat(this.lock.await()).isTrue();
		assertThat(this.faults.calls("lock")).extracting(Call::detail)
			.containsExactly(String.valueOf(TURNSTILE_BYTE), String.valueOf(LOCK_BYTE));
		this.lock.close();
	}

	private void assertThatACloseKeepsTheLockOfAStranger() throws IOException {
		try (FileChannel stranger = stranger(); FileLock foreign = stranger.lock(LOCK_BYTE, 1, false)) {
			assertThat(foreign.isValid()).isTrue();
			this.lock.close();
			assertThat(other.canLock(this.file)).isFalse();
		}
		closeParked();
	}

	@Test
	void aCloseDoesNotDropWhatAStrangerHasLockedMeanwhile() throws IOException {
		other.lock(this.file);
		assertThat(this.lock.tryLock()).isFalse();
		other.unlock(this.file);
		assertThatACloseKeepsTheLockOfAStranger();
	}

	@Test
	void aCloseAfterAWaitInVainDoesNotDropWhatAStrangerHasLockedEither() throws IOException {
		other.lock(this.file);
		assertThat(this.lock.tryLock()).isFalse();
		this.faults.on("lock").failBefore(new IOException("Resource deadlock avoided"));
		assertThat(this.lock.await()).isFalse();
		other.unlock(this.file);
		assertThatACloseKeepsTheLockOfAStranger();
	}

	@Test
	void nobodyWaitsWithWhatIsClosedThoughItsChannelIsNot() throws IOException {
		try (FileChannel stranger = stranger(); FileLock foreign = stranger.lock()) {
			assertThat(this.lock.tryLock()).isFalse();
			this.lock.close();
			foreign.release();
			assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> this.lock.await());
		}
		closeParked();
	}

	@Test
	void whoseChannelIsClosedInAWaitHasNoLock() throws IOException {
		this.faults.on("lock").failBefore(new ClosedChannelException());
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> this.lock.await());
		this.lock.close();
	}

	@Test
	void whoCannotLookForStrangersWaitsAllTheSame() throws IOException {
		this.faults.on("tryLock").failBefore(new IOException("Input/output error"));
		assertThat(this.lock.await()).isTrue();
		this.lock.close();
	}

	@Test
	void aChannelThatHadToStayOpenIsNotUsedForAFileOfTheSameName() throws IOException {
		try (FileChannel stranger = stranger(); FileLock foreign = stranger.lock()) {
			assertThat(foreign.isValid()).isTrue();
			assertThat(this.lock.tryLock()).isFalse();
			this.lock.close();
			Files.delete(this.file);
			Files.createFile(this.file);
			FileChannelLock next = open(this.file);
			assertThat(next.tryLock()).isTrue();
			assertThat(other.canLock(this.file)).isFalse();
			next.close();
		}
		assertThat(OpenFiles.under(this.directory)).isEmpty();
	}

}
