package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

import io.polystore.atomic.bench.Document;

/**
 * Counts with a mutex between threads, a file lock between processes and a durable
 * replace for each update. The lock file is opened once, which is the cheapest.
 */
final class HandWrittenCounter implements Counter {

	private final ReentrantLock mutex = new ReentrantLock();

	private final FileChannel lockFile;

	private final CountedFile file;

	HandWrittenCounter(Path directory, Document initial) throws IOException {
		this.file = CountedFile.in(directory, initial);
		this.lockFile = FileChannel.open(directory.resolve("document.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
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
		FileLock lock = this.lockFile.lock();
		try {
			DurableReplace.replace(this.file.path(), this.file.incremented());
		}
		finally {
			lock.release();
		}
	}

	@Override
	public long count() throws IOException {
		return this.file.count();
	}

	@Override
	public void close() throws IOException {
		this.lockFile.close();
	}

}
