package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;

import io.polystore.atomic.bench.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts with a lock in Redis around each update, as an application does that has the
 * registry and not this library.
 */
final class RedisCounter implements Counter {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Lock lock = Redis.registry().obtain("document");

	private final Path file;

	private final Document initial;

	RedisCounter(Path directory, Document initial) {
		this.file = directory.resolve("document.json");
		this.initial = initial;
	}

	@Override
	public void increment() throws IOException {
		this.lock.lock();
		try {
			DurableReplace.replace(this.file, this.mapper.writeValueAsBytes(read().incremented()));
		}
		finally {
			this.lock.unlock();
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
		// the process ends
	}

}
