package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Gate;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Each change runs exactly once, on its caller's thread, on the result of the one before.
 */
class PipelineChangeTests extends PipelineFixture {

	private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

	static List<Throwable> failures() {
		return List.of(new IOException("checked"), new IllegalStateException("unchecked"), new AssertionError("error"),
				new InterruptedException("checked too"));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void aChangeRunsOnceOnTheThreadOfItsCaller() throws Exception {
		List<String> ran = new ArrayList<>();
		Workers.run(16, (index) -> {
			CONTEXT.set("context of " + index);
			Thread caller = Thread.currentThread();
			for (int i = 0; i < 20; i++) {
				this.files.update(this.real, (content) -> {
					assertThat(Thread.currentThread()).isSameAs(caller);
					assertThat(CONTEXT.get()).isEqualTo("context of " + index);
					ran.add(text(content));
					return bytes(text(content) + "x");
				});
			}
		});
		assertThat(ran).hasSize(320);
		for (int i = 0; i < ran.size(); i++) {
			assertThat(ran.get(i)).hasSize(i);
		}
		assertThat(content()).hasSize(320);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aChangeThatFailsLeavesItsNeighboursAlone(Throwable failure) throws Exception {
		Gate busy = gateAtForce(1);
		Background<String> first = append("1");
		busy.awaitReached();
		Background<String> before = ran(appending("2"));
		Background<String> failing = ran((content) -> {
			content[0] = 'X';
			throw sneaky(failure);
		});
		Background<String> after = ran(appending("3"));
		busy.open();
		assertThat(first.result()).isEqualTo("1");
		assertThat(before.result()).isEqualTo("12");
		assertThat(failing.failure()).isSameAs(failure);
		assertThat(after.result()).isEqualTo("123");
		assertThat(content()).isEqualTo("123");
		assertThat(this.events.batches()).containsExactly(1, 2);
		assertThat(this.events.outcomes()).containsOnlyOnce(UpdateOutcome.CHANGE_FAILED);
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> RuntimeException sneaky(Throwable failure) throws X {
		throw (X) failure;
	}

	@Test
	void aChangeThatFailsOnAnIdleFileLeavesItAsItIs() throws IOException {
		this.files.update(this.file, appending("a"));
		this.faults.clear();
		IOException failure = new IOException("expected");
		assertThat(catchThrowable(() -> this.files.update(this.file, (content) -> {
			throw failure;
		}))).isSameAs(failure);
		assertThat(content()).isEqualTo("a");
		assertThat(this.faults.calls("move")).isEmpty();
	}

	@Test
	void aChangeOfAMissingFileGetsNull() {
		AtomicReference<byte[]> seen = new AtomicReference<>(new byte[1]);
		assertThat(this.files.update(this.file, (content) -> {
			seen.set(content);
			return bytes("new");
		})).isEqualTo(bytes("new"));
		assertThat(seen.get()).isNull();
	}

	@Test
	void aLargeFileIsReadToItsEnd() throws IOException {
		byte[] content = new byte[(1 << 24) + 3];
		new Random(1).nextBytes(content);
		Files.write(this.real, content);
		this.files.update(this.file, (seen) -> {
			assertThat(Arrays.equals(seen, content)).isTrue();
			return new byte[1];
		});
		assertThat(this.real).hasSize(1);
	}

	@Test
	void aChangeThatReturnsNullDeletesTheFile() {
		this.files.update(this.file, appending("a"));
		assertThat(this.files.update(this.file, (content) -> null)).isNull();
		assertThat(this.real).doesNotExist();
		assertThat(this.events.outcomes()).containsOnly(UpdateOutcome.WRITTEN);
	}

	@Test
	void deletionsAndChangesShareABatch() throws Exception {
		Gate busy = gateAtForce(1);
		List<Background<String>> updates = new ArrayList<>();
		updates.add(append("a"));
		busy.awaitReached();
		updates.add(ran((content) -> null));
		updates.add(ran(appending("b")));
		updates.add(ran(appending("c")));
		busy.open();
		awaitAll(updates);
		assertThat(content()).isEqualTo("bc");
		assertThat(this.events.batches()).containsExactly(1, 3);
	}

	@Test
	void aBatchMayEndWithADeletion() throws Exception {
		Gate busy = gateAtForce(1);
		List<Background<String>> updates = new ArrayList<>();
		updates.add(append("a"));
		busy.awaitReached();
		updates.add(ran(appending("b")));
		updates.add(ran((content) -> null));
		busy.open();
		awaitAll(updates);
		assertThat(content()).isNull();
	}

	@Test
	void nullForAMissingFileIsNoChange() {
		assertThat(this.files.update(this.file, (content) -> null)).isNull();
		assertThat(this.faults.calls("move")).isEmpty();
		assertThat(this.faults.calls("delete")).isEmpty();
		assertThat(this.events.outcomes()).containsExactly(UpdateOutcome.UNCHANGED);
	}

	@Test
	void theArrayThatWasPassedInIsNoChange() throws IOException {
		this.files.update(this.file, appending("a"));
		Object inode = Files.getAttribute(this.real, "unix:ino");
		this.faults.clear();
		assertThat(this.files.update(this.file, (content) -> content)).isEqualTo(bytes("a"));
		assertThat(Files.getAttribute(this.real, "unix:ino")).isEqualTo(inode);
		assertThat(this.faults.calls("move")).isEmpty();
		assertThat(this.faults.calls("write")).extracting((call) -> call.fileName()).containsOnly("file.lock");
		assertThat(this.events.batches()).containsExactly(1);
		assertThat(this.events.outcomes()).containsExactly(UpdateOutcome.WRITTEN, UpdateOutcome.UNCHANGED);
	}

	@Test
	void theArrayThatWasPassedInMayBeModified() throws IOException {
		this.files.update(this.file, appending("abc"));
		assertThat(this.files.update(this.file, (content) -> {
			content[1] = 'X';
			return content;
		})).isEqualTo(bytes("aXc"));
		assertThat(content()).isEqualTo("aXc");
	}

	/**
	 * A running change keeps the lock, so that the last one works on what the first one
	 * returned.
	 */
	@Test
	void whatACallerDoesToItsResultDoesNotSpoilTheNextChange() throws Exception {
		Gate running = new Gate();
		Gate firstWrite = gateAtForce(1);
		Background<byte[]> spoiler = Background.of(() -> {
			byte[] result = this.files.update(this.file, appending("abc"));
			Arrays.fill(result, (byte) '!');
			return result;
		});
		firstWrite.awaitReached();
		Background<String> keeper = update((content) -> {
			running.run();
			throw new IllegalStateException("own");
		});
		running.awaitReached();
		Background<String> last = append("d").awaitWaiting();
		firstWrite.open();
		assertThat(text(spoiler.result())).isEqualTo("!!!");
		running.open();
		assertThat(keeper.failure()).hasMessage("own");
		assertThat(last.result()).isEqualTo("abcd");
		assertThat(content()).isEqualTo("abcd");
	}

	@Test
	void aChangeSeesTheStateBeforeTheBatchWhenItReads() throws Exception {
		this.files.update(this.file, appending("a"));
		Gate busy = gateAtForce(1);
		Background<String> writing = append("b");
		busy.awaitReached();
		Background<String> reading = ran((content) -> bytes(text(content) + "|" + text(read()))).awaitParked();
		busy.open();
		writing.result();
		assertThat(reading.result()).isEqualTo("ab|a");
	}

	private byte[] read() {
		return this.files.read(this.file);
	}

	@Test
	void readsAndWritesDoNotWaitForUpdates() throws Exception {
		this.files.update(this.file, appending("a"));
		Gate running = new Gate();
		Background<String> update = update((content) -> {
			running.run();
			return content;
		});
		running.awaitReached();
		assertThat(text(read())).isEqualTo("a");
		this.files.write(this.file, bytes("written"));
		assertThat(content()).isEqualTo("written");
		assertThat(update.isDone()).isFalse();
		running.open();
		update.result();
	}

}
