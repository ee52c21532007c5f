package io.polystore.atomic.autoconfigure;

import java.util.function.Supplier;

import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.FlockProvider;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

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
	FLOCK(FlockProvider::new),

	/**
	 * Those of the application's lock registry, which hosts share.
	 */
	REGISTRY(LockType::registryUnavailable);

	private final Supplier<FileLockProvider> provider;

	LockType(Supplier<FileLockProvider> provider) {
		this.provider = provider;
	}

	/**
	 * A provider that uses the registry is a bean, which takes the place of this.
	 */
	private static FileLockProvider registryUnavailable() {
		throw new FailureAnalyzedException(
				"The value 'registry' of the property 'polystore.atomic.lock.type' cannot be used: there is no Spring Integration on the class path.",
				"Add the dependency 'org.springframework.integration:spring-integration-redis' or '…-jdbc', and define a LockRegistry bean. To share files among the processes of one host only, set 'polystore.atomic.lock.type' to 'file-channel'.");
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
