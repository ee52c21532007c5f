package io.polystore.atomic.integration.locks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

import io.polystore.atomic.FileLockException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.integration.support.locks.DistributedLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FileLockRegistryTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path root;

	private Path directory;

	private FileLockRegistry registry;

	@BeforeEach
	void create() {
		this.directory = this.root.resolve("locks");
		this.registry = registry();
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(this.registry).hasToString("FileLockRegistry['%s', 0 held]".formatted(this.directory));
		assertThat(JvmLock.count()).isZero();
	}

	private FileLockRegistry registry() {
		return new FileLockRegistry(this.files, this.directory);
	}

	/** Whether another thread could take it; gives it up again. */
	private boolean isFree(Lock lock) throws Exception {
		return Background.of(() -> {
			boolean acquired = lock.tryLock();
			if (acquired) {
				lock.unlock();
			}
			return acquired;
		}).result();
	}

	private List<Path> lockFiles() throws IOException {
		try (Stream<Path> found = Files.list(this.directory)) {
			return found.toList();
		}
	}

	private void loseLock() throws IOException {
		for (Path lockFile : lockFiles()) {
			Files.delete(lockFile);
		}
	}

	@Test
	void workUnderALockIsDoneByOneThreadAtATime() throws Exception {
		int[] orders = new int[1];
		Workers.run(8, (index) -> {
			for (int i = 0; i < 50; i++) {
				this.registry.executeLocked("orders", () -> orders[0]++);
			}
		});
		assertThat(orders[0]).isEqualTo(400);
	}

	@Test
	void threadsOfTwoRegistriesExcludeEachOther() throws Exception {
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		assertThat(isFree(registry().obtain("orders"))).isFalse();
		assertThat(isFree(registry().obtain("customers"))).isTrue();
		lock.unlock();
		assertThat(isFree(registry().obtain("orders"))).isTrue();
	}

	@Test
	void aThreadTakesALockSeveralTimesFromAnyObjectOfItsKey() throws Exception {
		this.registry.obtain("orders").lock();
		assertThat(this.registry.obtain("orders").tryLock()).isTrue();
		this.registry.obtain(new String("orders")).lockInterruptibly();
		assertThat(this.registry.obtain("orders").tryLock(1, TimeUnit.MILLISECONDS)).isTrue();
		for (int i = 0; i < 4; i++) {
			assertThat(isFree(this.registry.obtain("orders"))).isFalse();
			this.registry.obtain("orders").unlock();
		}
		assertThat(isFree(this.registry.obtain("orders"))).isTrue();
	}

	@Test
	void aWaitingThreadGetsTheLockWhenItIsGivenUp() throws Exception {
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		Background<Boolean> waiter = Background.of(() -> {
			lock.lock();
			lock.unlock();
			return true;
		}).awaitParked();
		lock.unlock();
		assertThat(waiter.result()).isTrue();
	}

	@Test
	void aTimedWaitEndsWithTheTimeOrTheLock() throws Exception {
		Gate held = new Gate();
		Background<Boolean> holder = Background.of(() -> {
			this.registry.obtain("orders").lock();
			held.run();
			this.registry.obtain("orders").unlock();
			return true;
		});
		held.awaitReached();
		Lock lock = this.registry.obtain("orders");
		long start = System.nanoTime();
		assertThat(lock.tryLock(200, TimeUnit.MILLISECONDS)).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isFalse();
		assertThat(lock.tryLock(-1, TimeUnit.SECONDS)).isFalse();
		held.open();
		assertThat(lock.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
		lock.unlock();
		holder.result();
	}

	@Test
	void anInterruptDoesNotEndAnUninterruptibleWait() throws Exception {
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		Background<Boolean> waiter = Background.of(() -> {
			lock.lock();
			lock.unlock();
			return Thread.interrupted();
		}).awaitParked().interrupt();
		assertThat(waiter.endsWithin(Duration.ofMillis(300))).isFalse();
		lock.unlock();
		assertThat(waiter.result()).as("interrupt flag").isTrue();
	}

	@Test
	void anInterruptEndsTheOtherWaits() throws Exception {
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		assertThat(Background.of(() -> {
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(lock::lockInterruptibly);
			return Thread.currentThread().isInterrupted();
		}).awaitParked().interrupt().result()).as("interrupt flag").isFalse();
		assertThat(Background.of(() -> lock.tryLock(60, TimeUnit.SECONDS)).awaitParked().interrupt().failure())
			.isInstanceOf(InterruptedException.class);
		lock.unlock();
	}

	@Test
	void whoWasInterruptedBeforeTakesAFreeLockOnlyUninterruptibly() throws Exception {
		Lock lock = this.registry.obtain("orders");
		Thread.currentThread().interrupt();
		lock.lock();
		assertThat(lock.tryLock()).isTrue();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(lock::lockInterruptibly);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> lock.tryLock(1, TimeUnit.SECONDS));
		Thread.currentThread().interrupt();
		lock.unlock();
		lock.unlock();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(isFree(lock)).isTrue();
	}

	@Test
	void onlyTheThreadThatHoldsALockGivesItUp() throws Exception {
		Lock lock = this.registry.obtain("orders");
		assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock)
			.withMessageContainingAll("'orders'", this.directory.toString(), "not held by thread");
		lock.lock();
		assertThat(Background.of(() -> {
			lock.unlock();
			return true;
		}).failure()).isInstanceOf(IllegalMonitorStateException.class);
		assertThat(isFree(lock)).isFalse();
		lock.unlock();
		assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
	}

	@Test
	void aLockThatWasLostIsReportedWhenItIsGivenUp() throws Exception {
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		loseLock();
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::unlock)
			.withMessageContainingAll("'orders'", this.directory.toString(), "was deleted or replaced");
		assertThat(isFree(lock)).isTrue();
	}

	@Test
	void aLockThatWasLostIsNotTakenOnceMore() throws Exception {
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		loseLock();
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::tryLock);
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::lock);
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::unlock);
		assertThat(lock.tryLock()).isTrue();
		lock.unlock();
	}

	@Test
	void aRenewalTellsWhetherALockIsHeld() throws Exception {
		assertThatExceptionOfType(IllegalMonitorStateException.class)
			.isThrownBy(() -> this.registry.renewLock("orders"));
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		this.registry.renewLock("orders");
		this.registry.renewLock("orders", LONG);
		assertThat(Background.of(() -> {
			this.registry.renewLock("orders");
			return true;
		}).failure()).isInstanceOf(IllegalMonitorStateException.class);
		loseLock();
		assertThatIllegalStateException().isThrownBy(() -> this.registry.renewLock("orders"))
			.withMessageContaining("was deleted or replaced");
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::unlock);
	}

	@Test
	void aLockOutlivesTheTimeThatItsHolderGaveIt() throws Exception {
		DistributedLock lock = this.registry.obtain("orders");
		lock.lock(Duration.ofNanos(1));
		assertThat(lock.tryLock(Duration.ZERO, Duration.ofNanos(1))).isTrue();
		assertThat(isFree(lock)).isFalse();
		this.registry.renewLock("orders");
		lock.unlock();
		lock.unlock();
	}

	@Test
	void aTimeToLiveMustBePositive() {
		DistributedLock lock = this.registry.obtain("orders");
		assertThatIllegalArgumentException().isThrownBy(() -> lock.lock(Duration.ZERO))
			.withMessage("'ttl' must be positive: PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> lock.tryLock(LONG, Duration.ofSeconds(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.registry.renewLock("orders", Duration.ZERO));
	}

	@Test
	void aKeyIsAString() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.registry.obtain(42))
			.withMessage("'lockKey' must be a String, which other processes can name, not java.lang.Integer");
	}

	@Test
	void thereAreNoConditions() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.registry.obtain("orders").newCondition());
	}

	@Test
	void aWaitThatCouldNotEndIsRefused() {
		Lock lock = this.registry.obtain("orders");
		lock.lock();
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> registry().obtain("orders").lock())
			.withMessageContaining("held by this very thread");
		lock.unlock();
	}

	@Test
	void aDirectoryThatCannotBeUsedIsReported() throws Exception {
		Files.createFile(this.directory);
		Lock lock = this.registry.obtain("orders");
		assertThatExceptionOfType(FileLockException.class).isThrownBy(lock::tryLock)
			.withMessageContaining(this.directory.toString());
		assertThatExceptionOfType(FileLockException.class).isThrownBy(lock::lock);
	}

	/** Each leaves a file, and that is all: see the check after each test. */
	@Test
	void manyKeysLeaveNothingInMemory() throws Exception {
		for (int i = 0; i < 2_000; i++) {
			Lock lock = this.registry.obtain("order-" + i);
			lock.lock();
			lock.unlock();
		}
		assertThat(lockFiles()).hasSize(2_000);
	}

}
