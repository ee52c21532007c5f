package io.polystore.atomic.integration.shedlock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.integration.KeyName;
import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.UnknownPropertyException;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Workers;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockExtender;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What ShedLock asks of a provider.
 */
class FileShedLockProviderTests {

	private static final Duration AT_MOST = Duration.ofMinutes(10);

	private final SettableClock clock = new SettableClock();

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path root;

	private FileShedLockProvider provider;

	@BeforeEach
	void create() {
		ClockProvider.setClock(this.clock);
		this.provider = provider();
	}

	@AfterEach
	void resetClock() {
		ClockProvider.setClock(Clock.systemUTC());
	}

	private FileShedLockProvider provider() {
		return new FileShedLockProvider(this.files, directory());
	}

	private Path directory() {
		return this.root.resolve("shedlock");
	}

	private Path file(String name) {
		return directory().resolve(KeyName.of(name) + ".json");
	}

	private static LockConfiguration configuration(String name, Duration atLeast) {
		return new LockConfiguration(ClockProvider.now(), name, AT_MOST, atLeast);
	}

	private Optional<SimpleLock> lock(String name) {
		return this.provider.lock(configuration(name, Duration.ZERO));
	}

	private SimpleLock taken(String name) {
		return lock(name).orElseThrow();
	}

	@Test
	void oneTaskAtATimeHasTheLock() {
		SimpleLock lock = taken("report");
		assertThat(lock("report")).isEmpty();
		assertThat(provider().lock(configuration("report", Duration.ZERO))).as("another application").isEmpty();
		lock.unlock();
		assertThat(lock("report")).isPresent();
	}

	@Test
	void locksOfDifferentNamesAreIndependent() {
		taken("report");
		assertThat(lock("Report")).isPresent();
		assertThat(lock("../report")).isPresent();
		assertThat(lock("report ")).isPresent();
	}

	@Test
	void aLockThatIsNotGivenUpIsFreeAfterItsLongestTime() {
		taken("report");
		this.clock.move(AT_MOST.minusMillis(1));
		assertThat(lock("report")).isEmpty();
		this.clock.move(Duration.ofMillis(1));
		assertThat(lock("report")).isPresent();
	}

	@Test
	void aLockIsKeptForItsShortestTime() {
		this.provider.lock(configuration("report", Duration.ofMinutes(1))).orElseThrow().unlock();
		this.clock.move(Duration.ofSeconds(59));
		assertThat(lock("report")).isEmpty();
		this.clock.move(Duration.ofSeconds(1));
		assertThat(lock("report")).isPresent();
	}

	@Test
	void aLockOutlivesARestart() {
		taken("report");
		this.provider = provider();
		assertThat(lock("report")).isEmpty();
		this.clock.move(AT_MOST);
		assertThat(lock("report")).isPresent();
	}

	@Test
	void whoGivesUpALockTooLateDoesNotTakeItFromAnother() {
		SimpleLock late = taken("report");
		this.clock.move(AT_MOST);
		SimpleLock next = taken("report");
		late.unlock();
		assertThat(lock("report")).isEmpty();
		next.unlock();
		assertThat(lock("report")).isPresent();
	}

	@Test
	void whoIsLateButAloneGivesUpTheLock() {
		SimpleLock late = taken("report");
		this.clock.move(AT_MOST.plusMinutes(1));
		late.unlock();
		assertThat(lock("report")).isPresent();
	}

	@Test
	void aLockIsExtendedFromNowOn() {
		SimpleLock lock = taken("report");
		this.clock.move(Duration.ofMinutes(9));
		SimpleLock extended = lock.extend(AT_MOST, Duration.ZERO).orElseThrow();
		this.clock.move(Duration.ofMinutes(9));
		assertThat(lock("report")).isEmpty();
		assertThat(extended.extend(Duration.ofSeconds(1), Duration.ZERO)).as("shortened").isPresent();
		this.clock.move(Duration.ofSeconds(1));
		assertThat(lock("report")).isPresent();
	}

	@Test
	void anExtendedLockIsKeptForItsNewShortestTime() {
		taken("report").extend(AT_MOST, Duration.ofMinutes(1)).orElseThrow().unlock();
		assertThat(lock("report")).isEmpty();
		this.clock.move(Duration.ofMinutes(1));
		assertThat(lock("report")).isPresent();
	}

	@Test
	void aLockThatExpiredCannotBeExtended() {
		SimpleLock late = taken("report");
		this.clock.move(AT_MOST);
		assertThat(late.extend(AT_MOST, Duration.ZERO)).isEmpty();
		assertThat(lock("report")).isPresent();
	}

	@Test
	void aLockCannotBeExtendedForNoTime() {
		assertThat(taken("report").extend(Duration.ZERO, Duration.ZERO)).isEmpty();
		assertThat(lock("report")).isPresent();
	}

	@Test
	void theLockOfAnotherCannotBeExtended() {
		SimpleLock late = taken("report");
		this.clock.move(AT_MOST);
		SimpleLock next = taken("report");
		assertThat(late.extend(AT_MOST.multipliedBy(2), Duration.ZERO)).isEmpty();
		next.unlock();
		assertThat(lock("report")).isPresent();
	}

	@Test
	void aLockThatWasGivenUpOrExtendedIsOfNoUse() {
		SimpleLock lock = taken("report");
		SimpleLock extended = lock.extend(AT_MOST, Duration.ZERO).orElseThrow();
		assertThatIllegalStateException().isThrownBy(lock::unlock);
		extended.unlock();
		assertThatIllegalStateException().isThrownBy(extended::unlock);
		assertThatIllegalStateException().isThrownBy(() -> extended.extend(AT_MOST, Duration.ZERO));
	}

	@Test
	void theFileTellsWhoHasTheLock() throws Exception {
		taken("report");
		assertThat(file("report")).content()
			.contains("\"name\": \"report\"", "\"lockUntil\": \"2026-01-01T12:10:00Z\"",
					"\"lockedAt\": \"2026-01-01T12:00:00Z\"", "pid " + ProcessHandle.current().pid());
	}

	/** Its time is over before it could begin. */
	@Test
	void aLockIsNotGrantedAfterItsTime() throws Exception {
		taken("report").unlock();
		LockConfiguration configuration = configuration("report", Duration.ZERO);
		Background<Optional<SimpleLock>> waiter;
		try (LockHandle busy = this.files.lockFor(file("report"))) {
			waiter = Background.of(() -> this.provider.lock(configuration)).awaitWaiting();
			this.clock.move(AT_MOST);
			assertThat(busy.isHeld()).isTrue();
		}
		assertThat(waiter.result()).isEmpty();
		assertThat(lock("report")).isPresent();
	}

	@Test
	void anInterruptedTaskGivesUpItsLock() {
		SimpleLock lock = taken("report");
		Thread.currentThread().interrupt();
		lock.unlock();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(lock("report")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "null", "[]", "{\"lockUntil\": \"2020-01-01T00:00:00Z\"}",
			"{\"token\": \"4f1f1f2e-0e7c-4c57-8f0a-3a3f0e2a9d11\"}",
			"{\"lockUntil\": \"soon\", \"token\": \"4f1f1f2e-0e7c-4c57-8f0a-3a3f0e2a9d11\"}" })
	void aDamagedFileIsReportedAndTheLockNotTaken(String content) throws IOException {
		SimpleLock lock = taken("report");
		Files.writeString(file("report"), content);
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> lock("report"))
			.withMessageContaining(file("report").toString());
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(lock::unlock);
		assertThat(file("report")).hasContent(content);
	}

	@Test
	void aFileOfALaterVersionIsNotChanged() throws IOException {
		taken("report");
		this.clock.move(AT_MOST);
		String later = Files.readString(file("report")).replaceFirst("\\{", "{\"priority\": 1,");
		Files.writeString(file("report"), later);
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> lock("report"));
		assertThat(file("report")).hasContent(later);
	}

	@Test
	void aFileThatWasDeletedIsALockThatIsFree() throws IOException {
		SimpleLock first = taken("report");
		Files.delete(file("report"));
		SimpleLock second = taken("report");
		first.unlock();
		assertThat(lock("report")).isEmpty();
		Files.delete(file("report"));
		SimpleLock extended = second.extend(AT_MOST.multipliedBy(2), Duration.ZERO).orElseThrow();
		assertThat(lock("report")).isEmpty();
		this.clock.move(AT_MOST);
		Files.delete(file("report"));
		assertThat(extended.extend(AT_MOST, Duration.ZERO)).as("nobody else has it").isPresent();
	}

	@Test
	void aDirectoryThatCannotBeUsedIsReported() throws IOException {
		Files.createFile(directory());
		assertThatExceptionOfType(AtomicFileException.class).isThrownBy(() -> lock("report"));
	}

	@Test
	void ofManyThreadsOneGetsTheLock() throws Exception {
		for (int round = 0; round < 20; round++) {
			List<SimpleLock> locks = Collections.synchronizedList(new ArrayList<>());
			Workers.run(8, (index) -> lock("report").ifPresent(locks::add));
			assertThat(locks).hasSize(1);
			locks.get(0).unlock();
		}
	}

	/** Neither the lock nor a temporary file of it. */
	@Test
	void oneFilePerNameIsAllThatStays() throws IOException {
		for (int i = 0; i < 10; i++) {
			taken("report").unlock();
		}
		try (Stream<Path> found = Files.list(directory())) {
			assertThat(found).containsExactlyInAnyOrder(file("report"), Path.of(file("report") + ".lock"));
		}
	}

	@Test
	void aTaskRunsUnderItsLockAndExtendsIt() throws Throwable {
		LockingTaskExecutor executor = new DefaultLockingTaskExecutor(this.provider);
		List<String> done = new ArrayList<>();
		executor.executeWithLock((Runnable) () -> {
			LockExtender.extendActiveLock(Duration.ofHours(1), Duration.ZERO);
			this.clock.move(Duration.ofMinutes(30));
			executor.executeWithLock((Runnable) () -> done.add("again"), configuration("other", Duration.ZERO));
			assertThat(provider().lock(configuration("report", Duration.ZERO))).isEmpty();
			done.add("report");
		}, configuration("report", Duration.ZERO));
		assertThat(done).containsExactly("again", "report");
		assertThat(lock("report")).isPresent();
	}

}
