package io.polystore.atomic.test;

import java.time.Duration;
import java.util.function.Supplier;

import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.FlockProvider;
import org.junit.jupiter.api.Assumptions;

/**
 * The kinds of locks, for tests of what all of them promise.
 */
public enum LockKind {

	FILE_CHANNEL(FileChannelLockProvider::new),

	FLOCK(FlockProvider::new),

	/** Of a lock registry, which all of a JVM share. */
	REGISTRY(Registry::provider);

	private final Supplier<FileLockProvider> provider;

	LockKind(Supplier<FileLockProvider> provider) {
		this.provider = provider;
	}

	public FileLockProvider provider() {
		assumeAvailable();
		return this.provider.get();
	}

	/** Skips the test where there is no such kind. */
	public void assumeAvailable() {
		if (this == REGISTRY) {
			// before a child starts, which must reach it
			LockDatabase.url();
		}
		Assumptions.assumeTrue(this != FLOCK || System.getProperty("os.name").equals("Linux"),
				"flock is for Linux only");
	}

	private static final class Registry {

		private static final FileLockProvider PROVIDER = LockDatabase.provider(Duration.ofSeconds(5));

		static FileLockProvider provider() {
			return PROVIDER;
		}

	}

}
