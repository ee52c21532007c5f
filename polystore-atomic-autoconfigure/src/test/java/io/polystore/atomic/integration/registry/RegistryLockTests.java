package io.polystore.atomic.integration.registry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockLostException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.lock.ProcessLock;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.LockDatabase;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.Workers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.integration.support.locks.DefaultLockRegistry;
import org.springframework.integration.support.locks.DistributedLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Locks of a registry on a real database: other hosts are other processes, or other
 * registries of this one.
 */
class RegistryLockTests {

	private static final Duration LEASE = Duration.ofSeconds(2);

	private static final Duration SOON = Duration.ofMillis(200);

	@TempDir
	private Path directory;

	private final HookedRegistry registry = new HookedRegistry();

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
		Awaitility.await().until(RegistryLockTests::noLeaseThreadLives);
	}

	private static boolean noLeaseThreadLives() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("polystore-atomic-lease"));
	}

	private RegistryLockProvider provider(boolean composite) {
		return new RegistryLockProvider(this.registry, new RegistryLockSettings(LEASE, null, false, composite));
	}

	private AtomicFileTemplate files(boolean composite) {
		return AtomicFileTemplate.builder()
			.lockProvider(provider(composite))
			.lockPollInterval(Duration.ofMillis(5))
			.build();
	}

	private AtomicFileTemplate files() {
		return files(false);
	}

	private Path file() {
		return this.directory.resolve("a.txt");
	}

	private Path lockFile() {
		return this.directory.resolve("a.txt.lock");
	}

	/** The same lock as another host asks for it. */
	private DistributedLock elsewhere() throws Exception {
		return LockDatabase.registry().obtain(this.directory.toRealPath().resolve("a.txt.lock").toString());
	}

	private static byte[] append(byte[] content, String text) {
		String present = (content != null) ? new String(content, StandardCharsets.UTF_8) : "";
		return (present + text).getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void hostsExcludeEachOtherAndTellWhoHoldsTheLock() {
		AtomicFileTemplate files = AtomicFileTemplate.builder().lockProvider(LockKind.REGISTRY.provider()).build();
		try (OtherProcess other = OtherProcess.start(LockKind.REGISTRY)) {
			other.lock(lockFile());
			assertThat(files.tryLock(lockFile())).isEmpty();
			assertThatExceptionOfType(FileLockTimeoutException.class).isThrownBy(() -> files.lock(lockFile(), SOON))
				.satisfies((ex) -> assertThat(ex.holder()).hasValueSatisfying((holder) -> {
					assertThat(holder.pid()).isEqualTo(other.pid());
					assertThat(holder.application()).isEqualTo("other process");
				}));
			other.unlock(lockFile());
			try (LockHandle lock = files.lock(lockFile())) {
				assertThat(lock.isHeld()).isTrue();
				assertThat(other.canLock(lockFile())).isFalse();
			}
			assertThat(other.canLock(lockFile())).isTrue();
		}
	}

	@Test
	void theLockOfAKilledProcessIsFreeWhenItsLeaseEnds() {
		AtomicFileTemplate files = AtomicFileTemplate.builder().lockProvider(LockKind.REGISTRY.provider()).build();
		try (OtherProcess other = OtherProcess.start(LockKind.REGISTRY)) {
			other.lock(lockFile());
			other.kill();
			assertThat(files.tryLock(lockFile())).isEmpty();
			files.lock(lockFile(), Duration.ofSeconds(20)).close();
		}
	}

	@Test
	void whoWantsTheLockBackAtOnceComesBehindAHostThatWaits() {
		AtomicFileTemplate files = AtomicFileTemplate.builder()
			.lockProvider(LockKind.REGISTRY.provider())
			.lockPollInterval(Duration.ofMillis(5))
			.build();
		try (OtherProcess other = OtherProcess.start(LockKind.REGISTRY)) {
			other.startHammering(lockFile());
			Awaitility.await().until(() -> other.turns(lockFile()) > 10);
			List<Long> turns = other.turnsBeforeEachOfOurs(lockFile(), (work) -> files.execute(lockFile(), work::run));
			other.stopHammering(lockFile());
			// without the turnstile from 167 to 185
			assertThat(turns).as("taken back at once").filteredOn((count) -> count == 0).hasSizeLessThan(100);
			assertThat(turns).as("not starved").filteredOn((count) -> count <= 5).hasSizeGreaterThan(200);
		}
	}

	@Test
	void whoeverFindsTheTurnstileTakenIsBehindOthersUntilItStandsThere() throws Exception {
		DistributedLock turn = LockDatabase.registry().obtain(lockFile() + "//turn");
		DistributedLock lock = LockDatabase.registry().obtain(lockFile().toString());
		assertThat(turn.tryLock()).isTrue();
		assertThat(lock.tryLock()).isTrue();
		try (ProcessLock waiting = provider(false).open(lockFile())) {
			assertThat(waiting.tryLock()).isFalse();
			assertThat(waiting.isBehindOthers()).isTrue();
			turn.unlock();
			assertThat(waiting.tryLock()).isFalse();
			assertThat(waiting.isBehindOthers()).isFalse();
			lock.unlock();
			assertThat(waiting.tryLock()).isTrue();
		}
	}

	@Test
	void updatesOfTwoProcessesAreAllThere() throws Exception {
		Path counter = this.directory.resolve("number");
		AtomicFileTemplate files = AtomicFileTemplate.builder()
			.lockProvider(LockKind.REGISTRY.provider())
			.lockPollInterval(Duration.ofMillis(5))
			.build();
		try (OtherProcess other = OtherProcess.start(LockKind.REGISTRY)) {
			other.startCounting(counter, 50);
			Workers.run(4, (number) -> {
				for (int i = 0; i < 25; i++) {
					files.<java.io.IOException>execute(OtherProcess.lockOf(counter),
							() -> OtherProcess.addOne(counter));
				}
			});
			other.awaitCounted(counter);
		}
		assertThat(OtherProcess.number(counter)).isEqualTo(150);
	}

	@Test
	void aLeaseIsRenewedAsLongAsTheLockIsHeld() throws Exception {
		DistributedLock elsewhere = elsewhere();
		try (LockHandle lock = files().lock(lockFile())) {
			Awaitility.await()
				.pollInSameThread()
				.during(LEASE.multipliedBy(3))
				.atMost(LEASE.multipliedBy(20))
				.until(() -> !elsewhere.tryLock());
			assertThat(lock.isHeld()).isTrue();
		}
		assertThat(elsewhere.tryLock()).isTrue();
		elsewhere.unlock();
	}

	@Test
	void anUpdateUnderALostLeaseFailsAndWritesNothing() throws Exception {
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		DistributedLock elsewhere = elsewhere();
		assertThatExceptionOfType(FileLockLostException.class).isThrownBy(() -> files.update(file(), (content) -> {
			this.registry.beforeRenewal = () -> {
				throw new IllegalStateException("engine lost it");
			};
			return append(content, ", new");
		})).withMessageContaining("a.txt.lock").withMessageContaining("its lease ended");
		assertThat(file()).hasContent("old");
		this.registry.beforeRenewal = () -> {
		};
		files.update(file(), (content) -> append(content, ", again"));
		assertThat(file()).hasContent("old, again");
		assertThat(elsewhere.tryLock()).isTrue();
		elsewhere.unlock();
	}

	@Test
	void whatAnotherHostWroteAfterTheLastCheckIsNotOverwritten() throws Exception {
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		this.registry.afterRenewal = () -> files.unobserved().writeString(file(), "theirs");
		assertThatExceptionOfType(FileLockLostException.class)
			.isThrownBy(() -> files.update(file(), (content) -> append(content, ", new")))
			.withMessageContaining("was changed by others");
		assertThat(file()).hasContent("theirs");
		this.registry.afterRenewal = () -> {
		};
		files.update(file(), (content) -> append(content, ", new"));
		assertThat(file()).hasContent("theirs, new");
	}

	@Test
	void aDeletionUnderALostLeaseDeletesNothing() {
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		this.registry.beforeRenewal = () -> {
			throw new IllegalStateException("engine lost it");
		};
		assertThatExceptionOfType(FileLockLostException.class)
			.isThrownBy(() -> files.update(file(), (content) -> null));
		assertThat(file()).hasContent("old");
	}

	@Test
	void whatAnotherHostDeletedIsNotDeletedOnceMoreUnderALostLease() {
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		assertThatExceptionOfType(FileLockLostException.class).isThrownBy(() -> files.update(file(), (content) -> {
			this.registry.beforeRenewal = () -> {
				throw new IllegalStateException("engine lost it");
			};
			files.unobserved().delete(file());
			return null;
		})).withMessageContaining("its lease ended");
	}

	@Test
	void updatesThatAreBasedOnOneWithoutALeaseFailAsItDoes() throws Exception {
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		CountDownLatch renewing = new CountDownLatch(1);
		CountDownLatch based = new CountDownLatch(1);
		this.registry.beforeRenewal = () -> {
			renewing.countDown();
			awaitThroughInterrupts(based);
			throw new IllegalStateException("engine lost it");
		};
		Background<byte[]> first = Background.of(() -> files.update(file(), (content) -> append(content, ", first")));
		renewing.await();
		Background<byte[]> second = Background.of(() -> files.update(file(), (content) -> append(content, ", second")))
			.awaitParked();
		Background<byte[]> third = Background.of(() -> files.update(file(), (content) -> {
			based.countDown();
			assertThat(first.failure()).isNotNull();
			return append(content, ", third");
		}));
		assertThat(List.of(first.failure(), second.failure(), third.failure()))
			.hasOnlyElementsOfType(FileLockLostException.class);
		assertThat(file()).hasContent("old");
	}

	@Test
	void aLeaseThatIsOverWhenTheAnswerComesIsNoLock() {
		AtomicInteger answers = new AtomicInteger();
		this.registry.afterTake = () -> {
			if (answers.incrementAndGet() == 1) {
				Awaitility.await().pollInSameThread().pollDelay(LEASE).until(() -> true);
			}
		};
		try (LockHandle lock = files().lock(lockFile())) {
			assertThat(lock.isHeld()).isTrue();
		}
	}

	@Test
	void aLeaseThatWasLostHasNoTimeLeft() throws Exception {
		try (ProcessLock lock = provider(false).open(lockFile())) {
			assertThat(lock.tryLock()).isTrue();
			assertThat(lock.timeLeft()).isPositive();
			this.registry.beforeRenewal = () -> {
				throw new IllegalStateException("engine lost it");
			};
			assertThat(lock.isLost()).isTrue();
			assertThat(lock.timeLeft()).isZero();
		}
	}

	@Test
	void anEngineThatFailsIsReportedAtOnce() {
		this.registry.beforeTake = () -> {
			throw new IllegalArgumentException("no connection");
		};
		assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> files().lock(lockFile()))
			.withMessageContaining("lock registry failed")
			.withMessageContaining("no connection")
			.isNotInstanceOf(FileLockTimeoutException.class);
	}

	@Test
	void anEngineThatFailsAtTheLastCheckFailsTheUpdate() {
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		this.registry.beforeRenewal = () -> {
			throw new IllegalArgumentException("no connection");
		};
		assertThatExceptionOfType(FileLockLostException.class)
			.isThrownBy(() -> files.update(file(), (content) -> append(content, ", new")))
			.withMessageContaining("cannot be found out");
		assertThat(file()).hasContent("old");
	}

	@Test
	void anEngineThatDoesNotAnswerDelaysATimeoutByASecondAtMost() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.registry.beforeTake = () -> awaitThroughInterrupts(answer);
		AtomicFileTemplate files = files();
		long start = System.nanoTime();
		assertThatExceptionOfType(FileLockTimeoutException.class).isThrownBy(() -> files.lock(lockFile(), SOON));
		// waiting for the answer, and for the end of the attempt
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		answer.countDown();
		// What is granted so late is given back.
		DistributedLock elsewhere = elsewhere();
		Awaitility.await().pollInSameThread().until(elsewhere::tryLock);
		elsewhere.unlock();
	}

	@Test
	void anEngineThatDoesNotAnswerTheLastCheckBeforeTheLeaseEndsFailsTheUpdate() {
		CountDownLatch answer = new CountDownLatch(1);
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		this.registry.beforeRenewal = () -> awaitThroughInterrupts(answer);
		assertThatExceptionOfType(FileLockLostException.class)
			.isThrownBy(() -> files.update(file(), (content) -> append(content, ", new")))
			.withMessageContaining("did not answer");
		assertThat(file()).hasContent("old");
		answer.countDown();
	}

	@Test
	void aHolderThatStoodStillIsToldThatItsLeaseEnded() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicFileTemplate files = files();
		files.writeString(file(), "old");
		this.registry.beforeRenewal = () -> awaitThroughInterrupts(goOn);
		DistributedLock elsewhere = elsewhere();
		assertThatExceptionOfType(FileLockLostException.class).isThrownBy(() -> files.update(file(), (content) -> {
			Awaitility.await().pollInSameThread().until(elsewhere::tryLock);
			return append(content, ", new");
		})).withMessageContaining("its lease ended").withMessageNotContaining("did not answer");
		assertThat(file()).hasContent("old");
		elsewhere.unlock();
		goOn.countDown();
	}

	private static void awaitThroughInterrupts(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("lease threads are not interrupted", ex);
		}
	}

	@Test
	void aWaitIsInterruptible() throws Exception {
		DistributedLock elsewhere = elsewhere();
		assertThat(elsewhere.tryLock()).isTrue();
		Background<LockHandle> waiter = Background.of(() -> files().lock(lockFile())).awaitWaiting();
		assertThat(waiter.interrupt().failure()).isInstanceOf(FileLockInterruptedException.class);
		elsewhere.unlock();
		files().lock(lockFile()).close();
	}

	@Test
	void anInterruptNeitherLosesALockNorHidesThatItIsHeld() throws Exception {
		DistributedLock elsewhere = elsewhere();
		Background.of(() -> {
			try (LockHandle lock = files().lock(lockFile())) {
				Thread.currentThread().interrupt();
				assertThat(lock.isHeld()).isTrue();
				assertThat(elsewhere.tryLock()).isFalse();
			}
			assertThat(Thread.interrupted()).isTrue();
			assertThat(elsewhere.tryLock()).isTrue();
			elsewhere.unlock();
			return null;
		}).result();
	}

	@Test
	void aCompositeLockIsOneOfTheHostToo() {
		AtomicFileTemplate files = files(true);
		try (OtherProcess other = OtherProcess.start()) {
			try (LockHandle lock = files.lock(lockFile())) {
				assertThat(lock.isHeld()).isTrue();
				assertThat(other.canLock(lockFile())).isFalse();
			}
			other.lock(lockFile());
			assertThat(files.tryLock(lockFile())).isEmpty();
			Background<LockHandle> waiter = Background.of(() -> files.lock(lockFile())).awaitWaiting();
			other.unlock(lockFile());
			try (LockHandle lock = waiter.join()) {
				assertThat(lock.isHeld()).isTrue();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@Test
	void withoutTheOtherLockAHostDoesNotLockTheFile() {
		try (OtherProcess other = OtherProcess.start(); LockHandle lock = files().lock(lockFile())) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(other.canLock(lockFile())).isTrue();
		}
	}

	@Test
	void aDirectoryThatEachHostMountsElsewhereHasTheSameLocks() throws Exception {
		Path here = Files.createDirectory(this.directory.resolve("here"));
		Path there = Files.createDirectory(this.directory.resolve("there"));
		AtomicFileTemplate one = filesBelow(here);
		AtomicFileTemplate other = filesBelow(there);
		try (LockHandle lock = one.lock(here.resolve("b.lock"))) {
			assertThat(lock.isHeld()).isTrue();
			assertThat(other.tryLock(there.resolve("b.lock"))).isEmpty();
			other.lock(there.resolve("c.lock")).close();
		}
		other.lock(there.resolve("b.lock")).close();
	}

	private static AtomicFileTemplate filesBelow(Path root) {
		return AtomicFileTemplate.builder()
			.lockProvider(new RegistryLockProvider(LockDatabase.registry(),
					new RegistryLockSettings(LEASE, root, false, false)))
			.build();
	}

	@Test
	void templatesWithOneRegistryStandInOneQueue() throws Exception {
		Background<LockHandle> waiter;
		try (LockHandle lock = files().lock(lockFile())) {
			assertThat(lock.isHeld()).isTrue();
			waiter = Background.of(() -> files().lock(lockFile())).awaitWaiting();
			assertThat(JvmLock.count()).isEqualTo(1);
		}
		waiter.join().close();
	}

	@Test
	void aRegistryThatCannotTellIsRefusedUnlessThatIsAllowed() {
		assertThatExceptionOfType(UnverifiedLeaseException.class)
			.isThrownBy(() -> new RegistryLockProvider(new DefaultLockRegistry(), RegistryLockSettings.defaults()))
			.withMessageContaining("no RenewableLockRegistry");
	}

	@Test
	void anUnverifiedLeaseEndsByTheOwnClock() {
		AtomicFileTemplate files = AtomicFileTemplate.builder()
			.lockProvider(new RegistryLockProvider(new DefaultLockRegistry(),
					new RegistryLockSettings(LEASE, null, true, false)))
			.build();
		files.update(file(), (content) -> append(content, "new"));
		assertThat(file()).hasContent("new");
		try (LockHandle lock = files.lock(lockFile())) {
			assertThat(lock.isHeld()).isTrue();
			Awaitility.await().until(() -> !lock.isHeld());
		}
	}

	@Test
	void aLeaseOutOfItsRangeIsRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new RegistryLockSettings(Duration.ofMillis(99), null, false, false))
			.withMessageContaining("'lease' must be from 100 milliseconds to one day");
	}

}
