package io.polystore.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.integration.keyvalue.EnableJsonFileRepositories;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.keyvalue.annotation.KeySpace;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's own interfaces, over the files of the sample and without any server.
 */
@SpringBootTest(properties = { "polystore.atomic.integration.lock-registry.enabled=true",
		"polystore.atomic.integration.metadata-store.enabled=true",
		"polystore.atomic.integration.shedlock.enabled=true" })
class SpringInterfacesTests {

	private static final Path DIRECTORY = TestDirectory.create("spring-interfaces-");

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("polystore.atomic.directory", DIRECTORY::toString);
	}

	@Test
	void oneCandidateLeadsAndTheNextOneWhenItYields(@Autowired LockRegistry<?> locks) throws Exception {
		CountDownLatch bothLed = new CountDownLatch(2);
		AtomicInteger leading = new AtomicInteger();
		List<LockRegistryLeaderInitiator> candidates = List.of(candidate(locks, leading, bothLed),
				candidate(locks, leading, bothLed));
		candidates.forEach(LockRegistryLeaderInitiator::start);
		try {
			assertThat(bothLed.await(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			candidates.forEach(LockRegistryLeaderInitiator::stop);
		}
	}

	/** Leads once, alone, and stands back for good. */
	private static LockRegistryLeaderInitiator candidate(LockRegistry<?> locks, AtomicInteger leading,
			CountDownLatch led) {
		LockRegistryLeaderInitiator initiator = new LockRegistryLeaderInitiator(locks,
				new DefaultCandidate("instance", "nightly") {

					@Override
					public void onGranted(Context context) {
						if (leading.incrementAndGet() == 1) {
							led.countDown();
						}
						leading.decrementAndGet();
						context.yield();
					}

				});
		initiator.setHeartBeatMillis(50);
		initiator.setBusyWaitMillis(50);
		return initiator;
	}

	@Test
	void whatWasSeenIsRememberedInADocument(@Autowired ConcurrentMetadataStore seen) {
		assertThat(seen.putIfAbsent("import/rows.csv", "2026-11-28T12:00:00Z")).isNull();
		assertThat(seen.putIfAbsent("import/rows.csv", "later")).isEqualTo("2026-11-28T12:00:00Z");
		assertThat(DIRECTORY.resolve("metadata-store.json")).content().contains("import/rows.csv");
	}

	@Test
	void entitiesAreFilesThatARepositoryFinds(@Autowired NoteRepository notes) {
		notes.save(new Note("a/1", "ann", "second"));
		notes.save(new Note("../2", "ann", "first"));
		notes.save(new Note("3", "bob", "third"));
		assertThat(notes.findByAuthorOrderByTitle("ann")).extracting(Note::title).containsExactly("first", "second");
		assertThat(notes.findAll(PageRequest.of(0, 2)).getTotalElements()).isEqualTo(3);
		assertThat(DIRECTORY.resolve("entities/notes")).isDirectoryContaining("glob:**.json");
		assertThat(Files.exists(DIRECTORY.resolve("entities/2.json"))).isFalse();
	}

	@Test
	void aTaskRunsOnceInItsTime(@Autowired LockProvider locks) {
		AtomicInteger runs = new AtomicInteger();
		for (int instance = 0; instance < 3; instance++) {
			new DefaultLockingTaskExecutor(locks).executeWithLock((Runnable) runs::incrementAndGet,
					new LockConfiguration(Instant.now(), "nightly-report", Duration.ofMinutes(10),
							Duration.ofMinutes(5)));
		}
		assertThat(runs).hasValue(1);
	}

	@TestConfiguration(proxyBeanMethods = false)
	@EnableJsonFileRepositories(considerNestedRepositories = true)
	static class Notes {

	}

	@KeySpace("notes")
	record Note(@Id String id, String author, String title) {

	}

	interface NoteRepository extends KeyValueRepository<Note, String> {

		List<Note> findByAuthorOrderByTitle(String author);

	}

}
