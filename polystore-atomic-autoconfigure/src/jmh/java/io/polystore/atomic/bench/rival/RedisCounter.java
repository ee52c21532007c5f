package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;

import io.polystore.atomic.bench.Document;

/**
 * Counts with a lock in Redis around each update, as an application does that has the
 * registry and not this library.
 */
final class RedisCounter implements Counter {

	private final Lock lock = Redis.registry().obtain("document");

	private final CountedFile file;

	RedisCounter(Path directory, Document initial) {
		this.file = CountedFile.in(directory, initial);
	}

	@Override
	public void increment() throws IOException {
		this.lock.lock();
		try {
			DurableReplace.replace(this.file.path(), this.file.incremented());
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public long count() throws IOException {
		return this.file.count();
	}

	@Override
	public void close() {
		// the process ends
	}

}
