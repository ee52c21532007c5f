package io.polystore.atomic.autoconfigure;

import java.nio.file.attribute.PosixFilePermissions;

import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.core.AtomicFileTemplateBuilder;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.FlockUnavailableException;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.Environment;

/**
 * Applies the properties to the builder of a template.
 */
final class AtomicFileTemplateConfigurer {

	private static final String APPLICATION_NAME = "spring.application.name";

	private final AtomicFileProperties properties;

	private final Environment environment;

	AtomicFileTemplateConfigurer(AtomicFileProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	void configure(AtomicFileTemplateBuilder builder) {
		PropertyMapper map = PropertyMapper.get();
		configureLocks(map, builder);
		configureWrites(map, builder);
		builder.retry(retry());
		map.from(this.environment.getProperty(APPLICATION_NAME)).whenHasText().to(builder::applicationName);
	}

	private void configureLocks(PropertyMapper map, AtomicFileTemplateBuilder builder) {
		LockProperties lock = this.properties.getLock();
		map.from(lock::getTimeout).to(builder::lockTimeout);
		map.from(lock::getPollInterval).to(builder::lockPollInterval);
	}

	/**
	 * Who chose a kind of lock never gets a weaker one instead.
	 */
	FileLockProvider lockProvider() {
		LockProperties lock = this.properties.getLock();
		if (lock.isComposite() && lock.getType() != LockType.REGISTRY) {
			throw new FailureAnalyzedException(
					"The property 'polystore.atomic.lock.composite' has no meaning for locks of the operating system alone.",
					"Remove it, or set 'polystore.atomic.lock.type' to 'registry'.");
		}
		try {
			return lock.getType().createProvider();
		}
		catch (FlockUnavailableException ex) {
			throw new FailureAnalyzedException(
					"The value 'flock' of the property 'polystore.atomic.lock.type' cannot be used: " + ex.getMessage(),
					"On Linux add the dependency 'net.java.dev.jna:jna'; elsewhere, or if no program with flock(2) shares "
							+ "the files, set 'polystore.atomic.lock.type' to 'file-channel'.",
					ex);
		}
	}

	private void configureWrites(PropertyMapper map, AtomicFileTemplateBuilder builder) {
		WriteProperties write = this.properties.getWrite();
		map.from(write::getDurability).to(builder::durability);
		map.from(write::isCreateDirectories).to(builder::createDirectories);
		map.from(write::getPermissions).as(PosixFilePermissions::fromString).to(builder::permissions);
		map.from(write.getMetadata()::toPolicy).to(builder::metadata);
		map.from(write::isAllowMissingDirectoryForce).to(builder::allowMissingDirectoryForce);
	}

	/**
	 * Each value was checked when it was bound, but not one against the other.
	 */
	private RetryOptions retry() {
		RetryProperties retry = this.properties.getRetry();
		try {
			return retry.toOptions();
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"The properties 'polystore.atomic.retry.delay' (%s) and 'polystore.atomic.retry.max-delay' (%s) do not fit together: %s"
						.formatted(retry.getDelay(), retry.getMaxDelay(), ex.getMessage()),
					"Set 'polystore.atomic.retry.max-delay' to at least 'polystore.atomic.retry.delay'.", ex);
		}
	}

}
