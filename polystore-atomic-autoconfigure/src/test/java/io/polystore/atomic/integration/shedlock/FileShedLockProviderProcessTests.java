package io.polystore.atomic.integration.shedlock;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.OtherProcess;
import io.polystore.atomic.test.Workers;
import net.javacrumbs.shedlock.core.ClockProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks of several JVMs.
 */
class FileShedLockProviderProcessTests {

	private static final Duration AT_MOST = Duration.ofHours(1);

	@TempDir
	private Path root;

	private FileShedLockProvider provider() {
		return new FileShedLockProvider(AtomicFileTemplate.builder().build(), directory());
	}

	private Path directory() {
		return this.root.resolve("shedlock");
	}

	@AfterEach
	void resetClock() {
		ClockProvider.setClock(Clock.systemUTC());
	}

	@Test
	void theLockOfAProcessThatWasKilledIsFreeAfterItsLongestTime() {
		try (ChildJvm other = ChildJvm.of(TaskProcess.class, "hold", directory().toString(), AT_MOST.toString())
			.start()) {
			other.awaitLine("held"::equals);
			assertThat(TaskProcess.lock(provider(), AT_MOST)).isEmpty();
			other.kill();
			assertThat(TaskProcess.lock(provider(), AT_MOST)).as("after its death").isEmpty();
			ClockProvider.setClock(Clock.offset(Clock.systemUTC(), AT_MOST));
			assertThat(TaskProcess.lock(provider(), AT_MOST)).isPresent();
		}
	}

	@Test
	void tasksOfThreadsOfTwoProcessesExcludeEachOther() throws Exception {
		Path number = this.root.resolve("number");
		FileShedLockProvider provider = provider();
		try (ChildJvm other = ChildJvm.of(TaskProcess.class, "count", directory().toString(), number.toString(), "100")
			.start()) {
			Workers.run(3, (index) -> TaskProcess.count(provider, number, 50));
			assertThat(other.awaitExit()).as(other.toString()).isZero();
		}
		assertThat(OtherProcess.number(number)).isEqualTo(250);
	}

}
