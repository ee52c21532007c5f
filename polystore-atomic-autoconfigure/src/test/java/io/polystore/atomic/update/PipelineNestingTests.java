package io.polystore.atomic.update;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Updates inside of updates, and beside locks.
 */
class PipelineNestingTests extends PipelineFixture {

	private Path other;

	@BeforeEach
	void nameOther() {
		this.other = this.file.resolveSibling("other");
	}

	private void assertRefused(Runnable nested) {
		assertThatExceptionOfType(FileLockException.class).isThrownBy(nested::run)
			.isExactlyInstanceOf(FileLockException.class)
			.withMessageContaining("held by this very thread");
	}

	@Test
	void anUpdateOfTheSameFileInsideAChangeIsRefusedAtOnce() throws Exception {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.real);
		TestFiles others = new TestFiles(this.events, TestFiles.LONG);
		assertThat(text(this.files.update(this.real, (content) -> {
			assertRefused(() -> this.files.update(this.real, appending("x")));
			assertRefused(() -> others.update(this.real, appending("x")));
			assertRefused(() -> this.files.update(link, appending("x")));
			assertRefused(() -> this.files.update(this.real, LockOptions.of(Duration.ZERO), appending("x")));
			assertRefused(() -> this.files.lockFor(this.real));
			return appending("a").apply(content);
		}))).isEqualTo("a");
		assertThat(content()).isEqualTo("a");
	}

	@Test
	void anUpdateUnderTheLockOfItsFileIsRefusedAtOnce() throws Exception {
		try (LockHandle lock = this.files.lockFor(this.file)) {
			assertThat(lock.isHeld()).isTrue();
			assertRefused(() -> this.files.update(this.file, appending("x")));
			assertThat(this.files.update(this.other, appending("o"))).isNotNull();
		}
		assertThat(text(this.files.update(this.file, appending("a")))).isEqualTo("a");
	}

	@Test
	void anotherFileMayBeUpdatedReadAndWrittenInsideAChange() throws Exception {
		assertThat(text(this.files.update(this.file, (content) -> {
			this.files.update(this.other, appending("nested"));
			this.files.write(this.file.resolveSibling("third"), this.files.read(this.other));
			return this.files.read(this.file.resolveSibling("third"));
		}))).isEqualTo("nested");
	}

	@Test
	void twoThatUpdateEachOthersFileInsideTheirChangesDoNotWaitForEver() throws Exception {
		Gate first = new Gate();
		Background<String> one = update((content) -> {
			first.run();
			return this.files.update(this.other, appending("1"));
		});
		first.awaitReached();
		assertThat(text(this.files.update(this.other, (content) -> {
			first.open();
			one.awaitWaiting();
			assertThatExceptionOfType(FileLockException.class)
				.isThrownBy(() -> this.files.update(this.file, appending("2")))
				.isExactlyInstanceOf(FileLockException.class)
				.withMessageContaining("would never end");
			return appending("2").apply(content);
		}))).isEqualTo("2");
		assertThat(one.result()).isEqualTo("21");
	}

	@Test
	void aCircleOfAChangeAndALockIsRefused() throws Exception {
		Gate running = new Gate();
		Background<String> update = update((content) -> {
			running.run();
			return this.files.update(this.other, appending("1"));
		});
		running.awaitReached();
		try (LockHandle lock = this.files.lockFor(this.other)) {
			running.open();
			update.awaitWaiting();
			assertThatExceptionOfType(FileLockException.class)
				.isThrownBy(() -> this.files.update(this.file, appending("2")))
				.withMessageContaining("would never end");
			assertThat(lock.isHeld()).isTrue();
		}
		assertThat(update.result()).isEqualTo("1");
	}

	@RepeatedTest(20)
	void atTheSameMomentAtLeastOneOfACircleIsRefused() throws Exception {
		CyclicBarrier inside = new CyclicBarrier(2);
		AtomicInteger refused = new AtomicInteger();
		List<Background<byte[]>> updates = List.of(nested(this.file, this.other, inside, refused),
				nested(this.other, this.file, inside, refused));
		for (Background<byte[]> update : updates) {
			update.result();
		}
		assertThat(refused.get()).isBetween(1, 2);
	}

	private Background<byte[]> nested(Path outer, Path inner, CyclicBarrier inside, AtomicInteger refused) {
		return Background.of(() -> this.files.update(outer, (content) -> {
			inside.await(60, TimeUnit.SECONDS);
			try {
				this.files.update(inner, appending("i"));
			}
			catch (FileLockException ex) {
				assertThat(ex).isNotInstanceOf(FileLockTimeoutException.class);
				refused.incrementAndGet();
			}
			return "o".getBytes(StandardCharsets.UTF_8);
		}));
	}

	@Test
	void theLockOfAFileExcludesItsUpdates() throws Exception {
		Background<String> update;
		try (LockHandle lock = this.files.lockFor(this.file)) {
			update = append("a").awaitWaiting();
			assertThat(lock.path()).hasFileName("file.lock");
			assertThat(content()).isNull();
		}
		assertThat(update.result()).isEqualTo("a");
	}

	@Test
	void anUpdateExcludesTheLockOfItsFile() throws Exception {
		Gate force = gateAtForce(1);
		Background<String> update = append("a");
		force.awaitReached();
		Background<LockHandle> lock = Background.of(() -> this.files.lockFor(this.file)).awaitWaiting();
		Background<String> next = append("b").awaitParked();
		assertThat(lock.isDone()).isFalse();
		force.open();
		update.result();
		lock.result().close();
		assertThat(next.result()).isEqualTo("ab");
	}

}
