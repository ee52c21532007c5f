package io.polystore.atomic.integration.locks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Registries of several JVMs over one directory.
 */
class FileLockRegistryProcessTests {

	@TempDir
	private Path root;

	private FileLockRegistry registry() {
		return new FileLockRegistry(AtomicFileTemplate.builder().build(), directory());
	}

	private Path directory() {
		return this.root.resolve("locks");
	}

	private ChildJvm holder(String key) {
		ChildJvm holder = ChildJvm.of(LockingProcess.class, "hold", directory().toString(), key).start();
		holder.awaitLine("held"::equals);
		return holder;
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	@Test
	void processesExcludeEachOther() throws Exception {
		try (ChildJvm other = holder("orders")) {
			Lock lock = registry().obtain("orders");
			assertThat(lock.tryLock()).isFalse();
			assertThat(lock.tryLock(50, TimeUnit.MILLISECONDS)).isFalse();
			Lock another = registry().obtain("customers");
			assertThat(another.tryLock()).isTrue();
			another.unlock();
			other.send("give up");
			assertThat(lock.tryLock(60, TimeUnit.SECONDS)).isTrue();
			other.awaitLine("given up"::equals);
			lock.unlock();
		}
	}

	@Test
	void theLockOfAProcessThatWasKilledIsFreeAtOnce() throws Exception {
		Lock lock = registry().obtain("orders");
		try (ChildJvm other = holder("orders")) {
			Background<Boolean> waiter = Background.of(() -> {
				lock.lock();
				lock.unlock();
				return true;
			}).awaitParked();
			other.kill();
			assertThat(waiter.result()).isTrue();
		}
		assertThat(lock.tryLock()).isTrue();
		lock.unlock();
	}

	@Test
	void threadsOfTwoProcessesCountWithoutALoss() throws Exception {
		Path number = this.root.resolve("number");
		FileLockRegistry registry = registry();
		try (ChildJvm other = ChildJvm
			.of(LockingProcess.class, "count", directory().toString(), number.toString(), "200")
			.start()) {
			Workers.run(4, (index) -> LockingProcess.count(registry, number, 100));
			assertThat(other.awaitExit()).as(other.toString()).isZero();
		}
		assertThat(OtherProcess.number(number)).isEqualTo(600);
	}

}
