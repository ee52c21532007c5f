package io.polystore.atomic.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.FileLocks;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.write.AtomicFileWriter;
import io.polystore.atomic.write.ReplaceSettings;

/**
 * What a template is made of, with settings that a template does not offer.
 */
final class TestFiles {

	/** So that no slow moment of the machine divides what a test wants in one hold. */
	static final Duration LONG = Duration.ofHours(1);

	private static final LockOptions PATIENT = LockOptions.of(Duration.ofSeconds(60));

	private final AtomicFileWriter writer;

	private final AtomicFileUpdater updater;

	private final FileLocks locks;

	TestFiles(AtomicFileListener listener, Duration maxHold) {
		this(listener, maxHold, new FileChannelLockProvider(), null);
	}

	TestFiles(AtomicFileListener listener, Duration maxHold, FileLockProvider provider, Path lockDirectory) {
		this.writer = new AtomicFileWriter(new ReplaceSettings(false, RetryOptions.defaults(), listener));
		this.updater = new AtomicFileUpdater(
				new UpdateSettings(this.writer, provider, lockDirectory, "tests", listener, maxHold));
		this.locks = new FileLocks(provider, "tests", listener);
	}

	<X extends Exception> byte[] update(Path file, ContentChange<X> change) throws X {
		return update(file, PATIENT, change);
	}

	<X extends Exception> byte[] update(Path file, LockOptions options, ContentChange<X> change) throws X {
		return this.updater.update(file, WriteOptions.defaults(), options, change);
	}

	<X extends Exception> byte[] update(Path file, WriteOptions options, ContentChange<X> change) throws X {
		return update(file, options, PATIENT, change);
	}

	<X extends Exception> byte[] update(Path file, WriteOptions writeOptions, LockOptions lockOptions,
			ContentChange<X> change) throws X {
		return this.updater.update(file, writeOptions.orElse(WriteOptions.defaults()), lockOptions, change);
	}

	LockHandle lockFor(Path file) {
		return lockFor(file, PATIENT);
	}

	LockHandle lockFor(Path file, LockOptions options) {
		return this.locks.lock(this.updater.lockFile(file, true), options);
	}

	Path lockFile(Path file) {
		return this.updater.lockFile(file, true);
	}

	void write(Path file, byte[] content) {
		this.writer.replace(file, WriteOptions.defaults(), content);
	}

	byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
