package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32C;

import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader beside a writer sees whole versions only.
 */
class TornReadTests {

	private static final int SIZE = 1 << 20;

	private static final Duration DURATION = Duration.ofSeconds(10);

	private static final Executor THREADS = (work) -> new Thread(work, "torn-read-test").start();

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final Set<Long> versions = ConcurrentHashMap.newKeySet();

	private final LongAdder missing = new LongAdder();

	private final LongAdder torn = new LongAdder();

	@TempDir
	private Path directory;

	@Test
	void noReadIsTornEmptyOrMissing() {
		AtomicFileTemplate files = AtomicFileTemplate.builder().durability(Durability.NONE).build();
		Path file = this.directory.resolve("file");
		long end = System.nanoTime() + DURATION.toNanos();
		run(file, files::write, () -> System.nanoTime() < end);
		assertThat(this.versions).hasSizeGreaterThan(100);
		assertThat(this.missing.sum()).isZero();
		assertThat(this.torn.sum()).isZero();
	}

	@Test
	void theSameReadersSeeAMissingFileWhereARenameIsNotAtomic() {
		run(this.directory.resolve("file"), TornReadTests::writeWithoutAtomicMove, () -> this.missing.sum() == 0);
		assertThat(this.missing.sum()).isPositive();
	}

	@Test
	void theSameReadersSeeATornFileWhereItIsWrittenInPlace() {
		run(this.directory.resolve("file"), Files::write, () -> this.torn.sum() == 0);
		assertThat(this.torn.sum()).isPositive();
	}

	private static void writeWithoutAtomicMove(Path file, byte[] content) throws IOException {
		Path temp = Files.write(file.resolveSibling("temp"), content);
		Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Writes and reads at the same time as long as the condition holds.
	 */
	private void run(Path file, Writer writer, Condition goOn) {
		CompletableFuture<?>[] all = new CompletableFuture<?>[3];
		write(writer, file, 0);
		all[0] = CompletableFuture.runAsync(() -> writeOn(writer, file), THREADS);
		all[1] = CompletableFuture.runAsync(() -> readOn(file), THREADS);
		all[2] = CompletableFuture.runAsync(() -> readOn(file), THREADS);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !goOn.holds());
		this.stopped.set(true);
		CompletableFuture.allOf(all).join();
	}

	private void writeOn(Writer writer, Path file) {
		for (long version = 1; !this.stopped.get(); version++) {
			write(writer, file, version);
		}
	}

	private static void write(Writer writer, Path file, long version) {
		try {
			writer.write(file, document(version));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void readOn(Path file) {
		while (!this.stopped.get()) {
			try {
				check(Files.readAllBytes(file));
			}
			catch (NoSuchFileException ex) {
				this.missing.increment();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * A version, a checksum of what follows, and a body that differs from that of the
	 * version before in every byte.
	 */
	private static byte[] document(long version) {
		byte[] document = new byte[SIZE];
		Arrays.fill(document, (byte) version);
		ByteBuffer buffer = ByteBuffer.wrap(document);
		buffer.putLong(version).putLong(checksum(buffer.duplicate().position(2 * Long.BYTES)));
		return document;
	}

	private static long checksum(ByteBuffer body) {
		CRC32C checksum = new CRC32C();
		checksum.update(body);
		return checksum.getValue();
	}

	private void check(byte[] content) {
		ByteBuffer buffer = ByteBuffer.wrap(content);
		if (content.length != SIZE) {
			this.torn.increment();
			return;
		}
		long version = buffer.getLong();
		if (buffer.getLong() == checksum(buffer) && content[SIZE - 1] == (byte) version) {
			this.versions.add(version);
		}
		else {
			this.torn.increment();
		}
	}

	@FunctionalInterface
	private interface Writer {

		void write(Path file, byte[] content) throws IOException;

	}

	@FunctionalInterface
	private interface Condition {

		boolean holds();

	}

}
