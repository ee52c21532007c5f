package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

import io.polystore.atomic.bench.Document;
import org.eclipse.jgit.internal.storage.file.LockFile;

/**
 * Counts with JGit's lock file, which becomes the new content. It forces the file, not
 * the directory.
 */
final class JGitCounter implements Counter {

	private final ReentrantLock mutex = new ReentrantLock();

	private final CountedFile file;

	JGitCounter(Path directory, Document initial) {
		this.file = CountedFile.in(directory, initial);
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
		LockFile lock = new LockFile(this.file.path().toFile());
		lock.setFSync(true);
		while (!lock.lock()) {
			Thread.onSpinWait();
		}
		try {
			lock.write(this.file.incremented());
			if (!lock.commit()) {
				throw new IOException("JGit could not commit " + this.file.path());
			}
		}
		finally {
			lock.unlock();
		}
	}

	@Override
	public long count() throws IOException {
		return this.file.count();
	}

	@Override
	public void close() {
		// holds nothing
	}

}
