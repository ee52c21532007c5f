package io.polystore.atomic.autoconfigure;

import java.util.Collection;

import io.polystore.atomic.integration.registry.RegistryLockProvider;
import io.polystore.atomic.integration.registry.RegistryLockSettings;
import io.polystore.atomic.integration.registry.UnverifiedLeaseException;
import io.polystore.atomic.lock.FileLockProvider;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * Auto-configuration for locks of the application's {@link LockRegistry}, which hosts
 * share.
 * <p>
 * There must be one such bean, or a primary one. The application does not start
 * otherwise: whoever asked for locks between hosts never gets weaker ones.
 *
 * @since 0.1
 */
@AutoConfiguration(before = AtomicFileAutoConfiguration.class)
@ConditionalOnClass(LockRegistry.class)
@ConditionalOnProperty(name = RegistryLockAutoConfiguration.PROPERTY, havingValue = "registry")
public final class RegistryLockAutoConfiguration {

	static final String PROPERTY = "polystore.atomic.lock.type";

	@Bean
	@ConditionalOnMissingBean(FileLockProvider.class)
	RegistryLockProvider registryLockProvider(AtomicFileProperties properties, AtomicFileDirectories directories,
			ObjectProvider<LockRegistry<?>> registries) {
		LockProperties lock = properties.getLock();
		RegistryLockSettings settings = new RegistryLockSettings(lock.getLease(), directories.documents(),
				lock.isAllowUnverifiedLease(), lock.isComposite());
		try {
			return new RegistryLockProvider(registry(registries), settings);
		}
		catch (UnverifiedLeaseException ex) {
			throw failure(String.valueOf(ex.getMessage()),
					"Define a LockRegistry bean that is a RenewableLockRegistry, such as RedisLockRegistry or JdbcLockRegistry. If nobody ever stands still for longer than a lease, or lost updates do no harm, set 'polystore.atomic.lock.allow-unverified-lease' to 'true'.");
		}
	}

	private static LockRegistry<?> registry(ObjectProvider<LockRegistry<?>> registries) {
		try {
			LockRegistry<?> registry = registries.getIfAvailable();
			if (registry != null) {
				return registry;
			}
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw failure("there are several LockRegistry beans: " + names(ex),
					"Mark one of them as @Primary, or define a RegistryLockProvider bean that names its registry.");
		}
		throw failure("there is no LockRegistry bean",
				"Define one, such as a RedisLockRegistry or a JdbcLockRegistry. To share files among the processes of one host only, set '"
						+ PROPERTY + "' to 'file-channel'.");
	}

	private static String names(NoUniqueBeanDefinitionException ambiguity) {
		Collection<String> names = ambiguity.getBeanNamesFound();
		return (names != null) ? "'" + String.join("', '", names) + "'" : String.valueOf(ambiguity.getMessage());
	}

	private static FailureAnalyzedException failure(String description, String action) {
		return new FailureAnalyzedException(
				"The value 'registry' of the property '%s' cannot be used: %s.".formatted(PROPERTY, description),
				action);
	}

}
