package io.polystore.atomic.test;

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

	FLOCK(FlockProvider::new);

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
		Assumptions.assumeTrue(this == FILE_CHANNEL || System.getProperty("os.name").equals("Linux"),
				"flock is for Linux only");
	}

}
