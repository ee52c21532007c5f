package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;
import java.util.function.Consumer;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.integration.registry.RegistryLockProvider;
import io.polystore.atomic.integration.registry.RegistryLockSettings;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.test.LockDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.support.locks.DefaultLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which locks an application gets that asked for those of its registry.
 */
class RegistryLockAutoConfigurationTests {

	private static final String REGISTRY = "polystore.atomic.lock.type=registry";

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AtomicFileAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class,
							JacksonAutoConfiguration.class, RegistryLockAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.directory)
			.withPropertyValues(properties);
	}

	private void fails(ApplicationContextRunner runner, Consumer<FailureAnalyzedException> failure) {
		runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(FailureAnalyzedException.class, failure));
	}

	@Test
	void theOneRegistryProvidesTheLocks() {
		runner(REGISTRY, "polystore.atomic.lock.lease=2s").withBean(JdbcLockRegistry.class, LockDatabase::registry)
			.run((context) -> {
				assertThat(context.getBean(AtomicFileTemplate.class).lockProvider())
					.isSameAs(context.getBean(RegistryLockProvider.class));
				JsonFileRepository documents = context.getBean(JsonFileRepository.class);
				assertThat(documents.update("counter", Integer.class, () -> 1, (number) -> number + 1)).isEqualTo(2);
			});
	}

	@Test
	void withoutTheTypeTheRegistryIsNotTouched() {
		runner().withBean(DefaultLockRegistry.class)
			.run((context) -> assertThat(context.getBean(AtomicFileTemplate.class).lockProvider())
				.isInstanceOf(FileChannelLockProvider.class));
	}

	@Test
	void withoutARegistryTheApplicationDoesNotStart() {
		fails(runner(REGISTRY), (ex) -> {
			assertThat(ex.analysis().getDescription()).contains("'polystore.atomic.lock.type'",
					"there is no LockRegistry bean");
			assertThat(ex.analysis().getAction()).contains("RedisLockRegistry", "JdbcLockRegistry");
		});
	}

	@Test
	void betweenTwoRegistriesNobodyChooses() {
		fails(runner(REGISTRY).withBean("one", JdbcLockRegistry.class, LockDatabase::registry)
			.withBean("other", DefaultLockRegistry.class), (ex) -> {
				assertThat(ex.analysis().getDescription()).contains("several LockRegistry beans: 'one', 'other'");
				assertThat(ex.analysis().getAction()).contains("@Primary");
			});
	}

	@Test
	void thePrimaryOneOfTwoRegistriesIsTaken() {
		runner(REGISTRY)
			.withBean("one", JdbcLockRegistry.class, LockDatabase::registry,
					(definition) -> definition.setPrimary(true))
			.withBean("other", DefaultLockRegistry.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aRegistryThatCannotTellIsRefused() {
		fails(runner(REGISTRY).withBean(DefaultLockRegistry.class), (ex) -> {
			assertThat(ex.analysis().getDescription()).contains("no RenewableLockRegistry");
			assertThat(ex.analysis().getAction()).contains("'polystore.atomic.lock.allow-unverified-lease'");
		});
		runner(REGISTRY, "polystore.atomic.lock.allow-unverified-lease=true").withBean(DefaultLockRegistry.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void withoutSpringIntegrationTheApplicationDoesNotStart() {
		fails(runner(REGISTRY).withClassLoader(new FilteredClassLoader(LockRegistry.class)), (ex) -> {
			assertThat(ex.analysis().getDescription()).contains("no Spring Integration on the class path");
			assertThat(ex.analysis().getAction()).contains("spring-integration-redis", "'file-channel'");
		});
	}

	@Test
	void aProviderOfTheApplicationComesFirst() {
		runner(REGISTRY).withBean(FileLockProvider.class, FileChannelLockProvider::new)
			.run((context) -> assertThat(context.getBean(AtomicFileTemplate.class).lockProvider())
				.isInstanceOf(FileChannelLockProvider.class));
	}

	@Test
	void aCompositeLockNeedsARegistry() {
		fails(runner("polystore.atomic.lock.composite=true"),
				(ex) -> assertThat(ex.analysis().getDescription()).contains("'polystore.atomic.lock.composite'"));
		runner(REGISTRY, "polystore.atomic.lock.composite=true")
			.withBean(JdbcLockRegistry.class, LockDatabase::registry)
			.run((context) -> assertThat(context.getBean(AtomicFileTemplate.class).lockProvider())
				.isEqualTo(new RegistryLockProvider(context.getBean(JdbcLockRegistry.class),
						new RegistryLockSettings(RegistryLockSettings.DEFAULT_LEASE, this.directory, false, true))));
	}

	@Test
	void aLeaseOutOfItsRangeIsRefused() {
		runner("polystore.atomic.lock.lease=1ms").run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("'lease' must be from 100 milliseconds to one day"));
	}

}
