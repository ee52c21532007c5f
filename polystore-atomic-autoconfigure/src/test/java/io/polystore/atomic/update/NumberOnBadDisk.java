package io.polystore.atomic.update;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.Durability;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.test.FaultyFileSystem;
import io.polystore.atomic.write.TempNames;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fifth rename fails, and every fifth force of the directory.
 */
public class NumberOnBadDisk extends NumberFile {

	private final FaultyFileSystem disk = new FaultyFileSystem();

	private final TestFiles files = new TestFiles(AtomicFileListener.NO_OP, TestFiles.LONG);

	public NumberOnBadDisk() {
		this.disk.faults().on("move").always().before(NumberOnBadDisk::failSometimes);
		this.disk.faults()
			.on("force", (path) -> !TempNames.isTemp(path.getFileName().toString()))
			.always()
			.before(NumberOnBadDisk::failSometimes);
	}

	private static void failSometimes() throws IOException {
		if (ThreadLocalRandom.current().nextInt(5) == 0) {
			throw new IOException("Input/output error");
		}
	}

	/** Who is told that the change is committed takes it for done. */
	@Override
	byte[] update(Path file, LockOptions patience, ContentChange<RuntimeException> change) {
		AtomicReference<byte[]> result = new AtomicReference<>();
		try {
			return this.files.update(this.disk.path(file), durability(), patience, (content) -> {
				result.set(change.apply(content));
				return result.get();
			});
		}
		catch (AtomicReadException ex) {
			// Reads survive an interrupt only where nothing wraps the JDK's channels.
			assertThat(ex).hasCauseInstanceOf(ClosedByInterruptException.class);
			Thread.interrupted();
			return update(file, patience, change);
		}
		catch (AtomicWriteException ex) {
			if (ex.outcome() == Outcome.NOT_COMMITTED) {
				throw ex;
			}
			rethrowOwn(ex);
			return result.get();
		}
	}

	private static WriteOptions durability() {
		Durability[] all = Durability.values();
		return WriteOptions.of(all[ThreadLocalRandom.current().nextInt(all.length)]);
	}

	private static void rethrowOwn(AtomicWriteException failure) {
		for (Throwable own : failure.getSuppressed()) {
			throw (RuntimeException) own;
		}
	}

}
