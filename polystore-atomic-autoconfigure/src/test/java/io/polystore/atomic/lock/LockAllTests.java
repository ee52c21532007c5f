package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Several locks at once.
 */
class LockAllTests {

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private final FileLocks locks = new FileLocks(new FileChannelLockProvider(), "tests", AtomicFileListener.NO_OP);

	@TempDir
	private Path directory;

	@BeforeEach
	void findRealName() throws IOException {
		this.directory = this.directory.toRealPath();
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(JvmLock.count()).isZero();
	}

	private List<Path> paths(String... names) {
		return Stream.of(names).map(this.directory::resolve).toList();
	}

	@Test
	void allAreHeldInOneOrderAndGivenUpTogether() {
		LockHandles all = this.locks.lockAll(paths("c", "a", "b"), PATIENT);
		assertThat(all.isHeld()).isTrue();
		assertThat(all.paths()).isEqualTo(paths("a", "b", "c"));
		for (Path path : all.paths()) {
			assertThatExceptionOfType(FileLockException.class).isThrownBy(() -> this.locks.lock(path, PATIENT))
				.withMessageContaining("not reentrant");
		}
		all.close();
		all.close();
		assertThat(all.isHeld()).isFalse();
		for (Path path : all.paths()) {
			this.locks.lock(path, PATIENT).close();
		}
	}

	@Test
	void theyTellWhetherTheyAreHeld() {
		LockHandles all = this.locks.lockAll(paths("a", "b"), PATIENT);
		assertThat(all).asString().contains("/a", "/b").endsWith(", held]");
		all.close();
		assertThat(all).asString().endsWith(", given up]");
	}

	@Test
	void whatIsNamedTwiceIsLockedOnce() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.directory);
		List<Path> same = List.of(this.directory.resolve("a"), link.resolve("a"), this.directory.resolve("./a"));
		try (LockHandles all = this.locks.lockAll(same, PATIENT)) {
			assertThat(all.paths()).isEqualTo(paths("a"));
		}
	}

	@Test
	void ifOneStaysBusyNoneIsHeldAndTheDeadlineIsForAll() throws Exception {
		try (LockHandle busy = this.locks.lock(this.directory.resolve("b"), PATIENT)) {
			assertThat(
					Background.of(() -> this.locks.lockAll(paths("a", "b", "c"), LockOptions.of(Duration.ofMillis(50))))
						.failure())
				.isInstanceOfSatisfying(FileLockTimeoutException.class, (timeout) -> {
					assertThat(timeout.path()).isEqualTo(busy.path());
					assertThat(timeout.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
				});
			assertThat(JvmLock.count()).isOne();
		}
	}

	@Test
	void ifOneCannotBeLockedNoneIsHeld() throws IOException {
		Files.createDirectory(this.directory.resolve("c"));
		assertThatExceptionOfType(FileLockException.class)
			.isThrownBy(() -> this.locks.lockAll(paths("a", "b", "c"), PATIENT));
		assertThat(JvmLock.count()).isZero();
	}

	@Test
	void noneIsNothing() {
		try (LockHandles none = this.locks.lockAll(List.of(), PATIENT)) {
			assertThat(none.paths()).isEmpty();
		}
	}

	/** In the order of the arguments, two of these would soon wait for each other. */
	@Test
	void whoLocksAllAtOnceNeverClosesACircle() throws Exception {
		int[] counts = new int[4];
		Workers.run(6, (index) -> {
			Random random = new Random(index);
			for (int i = 0; i < 200; i++) {
				List<Integer> some = new ArrayList<>(List.of(0, 1, 2, 3));
				Collections.shuffle(some, random);
				List<Integer> chosen = some.subList(0, 2);
				try (LockHandles all = this.locks.lockAll(
						chosen.stream().map((number) -> this.directory.resolve("lock" + number)).toList(), PATIENT)) {
					assertThat(all.isHeld()).isTrue();
					chosen.forEach((number) -> counts[number]++);
				}
			}
		});
		assertThat(counts[0] + counts[1] + counts[2] + counts[3]).isEqualTo(6 * 200 * 2);
	}

}
