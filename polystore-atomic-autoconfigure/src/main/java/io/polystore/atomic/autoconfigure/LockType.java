package io.polystore.atomic.autoconfigure;

import java.util.function.Supplier;

import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.FlockProvider;

/**
 * The kinds of locks that a property can choose.
 */
enum LockType {

	/**
	 * What the JDK offers: fcntl(2) on Unix.
	 */
	FILE_CHANNEL(FileChannelLockProvider::new),

	/**
	 * Additionally flock(2), on Linux and with JNA.
	 */
	FLOCK(FlockProvider::new);

	private final Supplier<FileLockProvider> provider;

	LockType(Supplier<FileLockProvider> provider) {
		this.provider = provider;
	}

	/**
	 * Creates a provider of locks of this kind.
	 * @throws io.polystore.atomic.lock.FlockUnavailableException if this JVM cannot
	 * provide them
	 */
	FileLockProvider createProvider() {
		return this.provider.get();
	}

}
