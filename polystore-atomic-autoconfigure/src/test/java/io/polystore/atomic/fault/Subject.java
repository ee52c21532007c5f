package io.polystore.atomic.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.polystore.atomic.Durability;
import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.test.FaultyFileSystem;
import tools.jackson.databind.json.JsonMapper;

/**
 * The library over one directory of a disk with faults.
 */
final class Subject {

	/** Nobody else takes these locks: who waits so long meets a leak. */
	private static final Duration LEAKED = Duration.ofSeconds(5);

	/** What passes passes at the second attempt. */
	private static final RetryOptions RETRY = new RetryOptions(3, Duration.ofMillis(1), 1, Duration.ofMillis(1));

	private static final AtomicFileTemplate FILES = AtomicFileTemplate.builder()
		.lockTimeout(LEAKED)
		.retry(RETRY)
		.build();

	/** To make one takes longer than a run. */
	private static final Map<FaultyFileSystem, JsonFileRepository> DOCUMENTS = new ConcurrentHashMap<>();

	private final FaultyFileSystem fileSystem;

	private final Path directory;

	private final Durability durability;

	Subject(FaultyFileSystem fileSystem, Path real, Durability durability) {
		this.fileSystem = fileSystem;
		this.directory = fileSystem.path(real);
		this.durability = durability;
	}

	AtomicFileTemplate files() {
		return FILES;
	}

	/** With the lock files in a directory of their own. */
	AtomicFileTemplate filesWithLocksIn(String name) {
		return AtomicFileTemplate.builder().lockTimeout(LEAKED).retry(RETRY).lockDirectory(path(name)).build();
	}

	JsonFileRepository documents() {
		return DOCUMENTS.computeIfAbsent(this.fileSystem, Subject::documents).in(this.directory).with(options());
	}

	private static JsonFileRepository documents(FaultyFileSystem fileSystem) {
		return new JsonFileRepository(FILES, JsonMapper.builder().build(), fileSystem.getPath("/"));
	}

	WriteOptions options() {
		return WriteOptions.of(this.durability);
	}

	Path path(String name) {
		return this.directory.resolve(name);
	}

	/** Returns what a lock is held for. */
	String locked(AutoCloseable handle, String... lockFiles) {
		for (String lockFile : lockFiles) {
			requireLocked(lockFile);
		}
		return handle.getClass().getSimpleName();
	}

	/** Inside a lock. */
	void requireLocked(String lockFile) {
		if (!this.fileSystem.faults().isLocked(FaultyFileSystem.real(path(lockFile)))) {
			throw new Violation("inside, '%s' is not locked".formatted(lockFile));
		}
	}

	/**
	 * A promise was broken where only the action could see it.
	 */
	static final class Violation extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Violation(String message) {
			super(message);
		}

	}

}
