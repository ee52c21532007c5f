package io.polystore.atomic.lock;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.LibraryCopy;
import io.polystore.atomic.test.KernelLockKinds;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two copies of the library in one JVM, as two web applications have them.
 */
@ParameterizedClass
@KernelLockKinds
class LockClassLoaderTests {

	private static OtherProcess other;

	private static LibraryCopy copy;

	@TempDir
	private Path directory;

	private Path lockFile;

	@Parameter
	private LockKind kind;

	private AtomicFileTemplate files;

	private AutoCloseable copied;

	@BeforeParameterizedClassInvocation
	static void startOther(LockKind kind) {
		other = OtherProcess.start(kind);
		copy = new LibraryCopy();
	}

	@AfterParameterizedClassInvocation
	static void stopOther() throws Exception {
		other.close();
		copy.close();
	}

	@BeforeEach
	void build() throws Exception {
		this.lockFile = this.directory.resolve("a.lock");
		FileLockProvider provider = this.kind.provider();
		this.files = AtomicFileTemplate.builder().applicationName("first").lockProvider(provider).build();
		this.copied = (AutoCloseable) copy.template("second", provider.getClass());
		assertThat(this.copied).isNotInstanceOf(AtomicFileTemplate.class);
	}

	@AfterEach
	void nothingIsLeftBehind() throws Exception {
		assertThat(JvmLock.count()).isZero();
		assertThat(copy.load(JvmLock.class).getMethod("count").invoke(null)).isEqualTo(0);
	}

	private AutoCloseable lockInCopy(Duration timeout) throws Exception {
		try {
			return (AutoCloseable) this.copied.getClass()
				.getMethod("lock", Path.class, Duration.class)
				.invoke(this.copied, this.lockFile, timeout);
		}
		catch (InvocationTargetException ex) {
			throw (Exception) ex.getCause();
		}
	}

	private Optional<?> tryLockInCopy() throws Exception {
		return (Optional<?>) this.copied.getClass().getMethod("tryLock", Path.class).invoke(this.copied, this.lockFile);
	}

	@Test
	void theCopyRespectsOurLockAndDoesNotDropIt() throws Exception {
		try (LockHandle lock = this.files.lock(this.lockFile)) {
			assertThat(tryLockInCopy()).isEmpty();
			Throwable failure = Background.of(() -> lockInCopy(Duration.ofMillis(100))).failure();
			assertThat(failure.getClass().getName()).isEqualTo(FileLockTimeoutException.class.getName());
			assertThat(failure).isNotInstanceOf(FileLockTimeoutException.class)
				.hasMessageContaining("application 'first', thread '%s'", Thread.currentThread().getName());
			assertThat(other.canLock(lock.path())).isFalse();
		}
		assertThat(other.canLock(this.lockFile)).isTrue();
	}

	@Test
	void weRespectTheLockOfTheCopyAndDoNotDropIt() throws Exception {
		try (AutoCloseable lock = lockInCopy(Duration.ofSeconds(60))) {
			assertThat(lock).isNotNull();
			assertThat(this.files.tryLock(this.lockFile)).isEmpty();
			assertThatExceptionOfType(FileLockTimeoutException.class)
				.isThrownBy(() -> this.files.lock(this.lockFile, Duration.ofMillis(100)))
				.satisfies((timeout) -> assertThat(timeout.holder()).get()
					.returns("second", (holder) -> holder.application())
					.returns(Thread.currentThread().getName(), (holder) -> holder.thread()));
			assertThat(other.canLock(this.lockFile)).isFalse();
		}
		assertThat(other.canLock(this.lockFile)).isTrue();
	}

	@Test
	void aWaiterGetsTheLockWhenTheCopyGivesItUp() throws Exception {
		AutoCloseable lock = lockInCopy(Duration.ofSeconds(60));
		Background<LockHandle> waiter = Background.of(() -> this.files.lock(this.lockFile)).awaitWaiting();
		lock.close();
		try (LockHandle ours = waiter.result()) {
			assertThat(ours.isHeld()).isTrue();
			assertThat(tryLockInCopy()).isEmpty();
		}
	}

	/**
	 * The copy waits for another process with the file open, even in front of the
	 * turnstile. Had we the file open too, its giving up would drop our lock.
	 */
	@Test
	void aCopyThatGivesUpWaitingForAnotherProcessDoesNotDropOurLock() throws Exception {
		other.lockAll(this.lockFile);
		Background<AutoCloseable> copyWaits = Background.of(() -> lockInCopy(Duration.ofSeconds(60)));
		assertThat(copyWaits.endsWithin(Duration.ofMillis(600))).isFalse();
		LockOptions eager = LockOptions.of(Duration.ofSeconds(60)).withPollInterval(Duration.ofMillis(1));
		Background<LockHandle> weWait = Background.of(() -> this.files.lock(this.lockFile, eager)).awaitWaiting();
		other.unlockAll(this.lockFile);
		weWait.endsWithin(Duration.ofMillis(20));
		copyWaits.interrupt();
		if (copyWaits.failure() == null) {
			copyWaits.result().close();
		}
		try (LockHandle ours = weWait.result()) {
			assertThat(ours.isHeld()).isTrue();
			assertThat(other.canLock(ours.path())).isFalse();
		}
	}

}
