package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

import io.polystore.atomic.bench.Document;
import org.eclipse.jgit.internal.storage.file.LockFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts with JGit's lock file, which becomes the new content. It forces the file, not
 * the directory.
 */
final class JGitCounter implements Counter {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ReentrantLock mutex = new ReentrantLock();

	private final Path file;

	private final Document initial;

	JGitCounter(Path directory, Document initial) {
		this.file = directory.resolve("document.json");
		this.initial = initial;
	}

	@Override
	public void increment() throws IOException {
		this.mutex.lock();
		try {
			incrementLocked();
		}
		finally {
			this.mutex.unlock();
		}
	}

	private void incrementLocked() throws IOException {
		LockFile lock = new LockFile(this.file.toFile());
		lock.setFSync(true);
		while (!lock.lock()) {
			Thread.onSpinWait();
		}
		try {
			lock.write(this.mapper.writeValueAsBytes(read().incremented()));
			if (!lock.commit()) {
				throw new IOException("JGit could not commit " + this.file);
			}
		}
		finally {
			lock.unlock();
		}
	}

	private Document read() throws IOException {
		if (!Files.exists(this.file)) {
			return this.initial;
		}
		return this.mapper.readValue(Files.readAllBytes(this.file), Document.class);
	}

	@Override
	public long count() throws IOException {
		return read().n();
	}

	@Override
	public void close() {
		// holds nothing
	}

}
