package io.polystore.atomic.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.Durability;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.write.AtomicFileOutputStream;
import io.polystore.atomic.write.StaleTempSweeper;

/**
 * Files of one and the same byte, few that all write and many that hardly anybody does.
 */
final class PlainFiles {

	private static final WriteOptions FAST = WriteOptions.of(Durability.NONE);

	/** Several times as many as any registry may remember. */
	private static final int MANY = 30_000;

	private static final int CHUNK = 20_000;

	private static final IllegalStateException OWN = new IllegalStateException("own");

	private static final AtomicLong FRESH = new AtomicLong();

	private final StaleTempSweeper sweeper = new StaleTempSweeper(Duration.ofHours(1), AtomicFileListener.NO_OP);

	private final Site site;

	private final Random random;

	PlainFiles(Site site, Random random) {
		this.site = site;
		this.random = random;
	}

	private Path file() {
		return this.site.file("plain/" + this.random.nextInt(4));
	}

	private byte[] content() {
		byte[] content = new byte[this.random.nextInt(CHUNK)];
		Arrays.fill(content, (byte) this.random.nextInt());
		return content;
	}

	void write() {
		this.site.files().write(file(), FAST, content());
	}

	void writeDurably() {
		this.site.files().write(file(), content());
	}

	void read() {
		try {
			byte[] content = this.site.files().read(file());
			for (byte value : content) {
				Expect.that(value == content[0], "one version", "bytes of two");
			}
		}
		catch (AtomicReadException ex) {
			Expect.that(ex.getCause() instanceof NoSuchFileException, "a file or none", ex);
		}
	}

	void delete() {
		this.site.files().delete(file(), FAST);
	}

	void create() {
		try {
			this.site.files().createNew(file(), FAST, content());
		}
		catch (TargetExistsException ex) {
			Expect.that(ex.path() != null, "the file that exists", ex);
		}
	}

	void stream() {
		byte[] chunk = content();
		this.site.files().write(file(), FAST, (out) -> {
			for (int i = 0; i < 5; i++) {
				out.write(chunk);
			}
		});
	}

	void streamAndFail() {
		byte[] chunk = content();
		try {
			this.site.files().write(file(), FAST, (out) -> {
				out.write(chunk);
				throw OWN;
			});
		}
		catch (IllegalStateException ex) {
			Expect.that(ex == OWN, "own exception", ex);
		}
	}

	void open() throws IOException {
		try (AtomicFileOutputStream out = this.site.files().openForWrite(file(), FAST)) {
			out.write(content());
			if (this.random.nextBoolean()) {
				out.commit();
			}
		}
	}

	/** One of very many: creates it, or deletes it. */
	void updateOneOfMany() {
		int number = this.random.nextInt(MANY);
		Path file = this.site.file("many/" + number % 300 + "/" + number);
		this.site.files()
			.update(file, FAST, LockOptions.inherit(), (content) -> (content != null) ? null : new byte[] { 'x' });
	}

	/** Its directories are new, and go again. */
	void useNewDirectory() throws IOException {
		Path top = this.site.file("fresh-" + ProcessHandle.current().pid() + "-" + FRESH.incrementAndGet());
		Path directory = top.resolve("a");
		Path file = directory.resolve("file");
		this.site.files().write(file, FAST, content());
		this.site.files().update(file, FAST, LockOptions.of(Duration.ofDays(1)), (content) -> null);
		Expect.that(Files.notExists(file), "deleted", file);
		Files.deleteIfExists(directory.resolve("file.lock"));
		Files.delete(directory);
		Files.delete(top);
	}

	void sweep() {
		this.sweeper.sweep(this.site.file("plain"));
		this.sweeper.sweep(this.site.documents().directory());
	}

	void useAnotherTemplate() {
		AtomicFileTemplate other = AtomicFileTemplate.builder().durability(Durability.NONE).build();
		try (other) {
			other.write(file(), content());
		}
		Expect.refusal(IllegalStateException.class, () -> other.write(file(), content()));
	}

}
