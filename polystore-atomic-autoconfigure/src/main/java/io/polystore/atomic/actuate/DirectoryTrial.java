package io.polystore.atomic.actuate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import io.polystore.atomic.LockOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.write.TempNames;

/**
 * Does in a directory what an application does, with a file of its own that a sweep would
 * recognise.
 */
final class DirectoryTrial {

	/** All processes that share the directory share this lock, as they do others. */
	private static final String LOCKED = ".polystore-health";

	private static final WriteOptions OPTIONS = WriteOptions.inherit().withCreateDirectories(false);

	private final AtomicFileTemplate files;

	private final Path directory;

	private final LockOptions lockOptions;

	DirectoryTrial(AtomicFileTemplate files, Path directory, Duration timeout) {
		this.files = files.unobserved();
		this.directory = directory.toAbsolutePath();
		this.lockOptions = LockOptions.of(timeout);
	}

	/**
	 * Tries everything once.
	 * @throws IOException if that fails
	 */
	void run() throws IOException {
		if (!Files.isDirectory(this.directory)) {
			throw new NoSuchFileException(this.directory.toString());
		}
		Path file = this.directory.resolve(TempNames.next(this.directory.resolve("health")));
		try (LockHandle lock = this.files.lockFor(this.directory.resolve(LOCKED), this.lockOptions)) {
			write(file, "first");
			write(file, "second " + lock.path().getFileName());
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private void write(Path file, String text) throws IOException {
		byte[] content = text.getBytes(StandardCharsets.UTF_8);
		this.files.write(file, OPTIONS, content);
		if (!Arrays.equals(this.files.read(file), content)) {
			throw new IOException("What was read is not what had been written");
		}
	}

}
