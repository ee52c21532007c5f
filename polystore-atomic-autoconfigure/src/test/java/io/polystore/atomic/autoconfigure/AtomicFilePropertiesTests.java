package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import io.polystore.atomic.Durability;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.MetadataAspect;
import io.polystore.atomic.MetadataPolicy;
import io.polystore.atomic.MetadataTreatment;
import io.polystore.atomic.RetryOptions;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.json.CorruptionPolicy;
import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.RecoveryOptions;
import io.polystore.atomic.json.UnknownProperties;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.probe.ProbeCheck;
import io.polystore.atomic.probe.ProbeMode;
import io.polystore.atomic.probe.ProbeSettings;
import io.polystore.atomic.write.StaleTempSweeper;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class AtomicFilePropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(PropertiesConfiguration.class);

	@Test
	void defaultsAreThoseOfTheLibrary() {
		AtomicFileProperties properties = new AtomicFileProperties();
		assertThat(properties.getLock().getType().createProvider()).isInstanceOf(FileChannelLockProvider.class);
		assertThat(properties.getLock().getTimeout()).isEqualTo(LockOptions.DEFAULT_TIMEOUT);
		assertThat(properties.getLock().getPollInterval()).isEqualTo(LockOptions.DEFAULT_POLL_INTERVAL);
		assertThat(properties.getWrite().getDurability()).isEqualTo(WriteOptions.DEFAULT_DURABILITY);
		assertThat(properties.getWrite().isCreateDirectories()).isEqualTo(WriteOptions.DEFAULT_CREATE_DIRECTORIES);
		assertThat(properties.getWrite().getMetadata().toPolicy()).isEqualTo(MetadataPolicy.defaults());
		assertThat(properties.getJson().toOptions()).isEqualTo(JsonFileOptions.defaults());
		assertThat(properties.getRecovery().toOptions()).isEqualTo(RecoveryOptions.defaults());
		assertThat(properties.getRetry().toOptions()).isEqualTo(RetryOptions.defaults());
		assertThat(properties.getCleanup().getMaxAge()).isEqualTo(StaleTempSweeper.DEFAULT_MAX_AGE);
		assertThat(properties.getProbe().getMode()).isEqualTo(ProbeSettings.DEFAULT_MODE);
		assertThat(properties.getProbe().getAccept()).isEmpty();
	}

	@Test
	void everyPropertyBinds() {
		this.runner
			.withPropertyValues("polystore.atomic.directory=/srv/state", "polystore.atomic.lock.type=flock",
					"polystore.atomic.lock.timeout=2m", "polystore.atomic.lock.poll-interval=7ms",
					"polystore.atomic.lock.directory=/run/locks", "polystore.atomic.write.durability=file",
					"polystore.atomic.write.create-directories=false", "polystore.atomic.write.permissions=rw-r-----",
					"polystore.atomic.write.allow-missing-directory-force=true",
					"polystore.atomic.write.metadata.mode=require", "polystore.atomic.write.metadata.owner=ignore",
					"polystore.atomic.write.metadata.group=ignore",
					"polystore.atomic.write.metadata.extended-attributes=preserve",
					"polystore.atomic.write.metadata.hard-links=require", "polystore.atomic.write.metadata.acl=require",
					"polystore.atomic.json.indent=4", "polystore.atomic.json.unknown-properties=drop",
					"polystore.atomic.json.max-document-size=5KB", "polystore.atomic.recovery.keep-versions=7",
					"polystore.atomic.recovery.on-corruption=restore", "polystore.atomic.retry.max-attempts=3",
					"polystore.atomic.retry.delay=2s", "polystore.atomic.retry.multiplier=1.5",
					"polystore.atomic.retry.max-delay=9s", "polystore.atomic.cleanup.max-age=3d",
					"polystore.atomic.probe.mode=full", "polystore.atomic.probe.accept=file-system,lock",
					"polystore.atomic.watch.poll-interval=4s",
					"polystore.atomic.integration.lock-registry.directory=/run/registry",
					"polystore.atomic.integration.shedlock.directory=/srv/shedlock",
					"polystore.atomic.integration.metadata-store.document=integration/seen",
					"polystore.atomic.integration.key-value.directory=data/notes")
			.run((context) -> {
				AtomicFileProperties properties = context.getBean(AtomicFileProperties.class);
				assertThat(properties.getDirectory()).isEqualTo("/srv/state");
				assertThat(properties.getLock().getType()).isEqualTo(LockType.FLOCK);
				assertThat(properties.getLock().getTimeout()).isEqualTo(Duration.ofMinutes(2));
				assertThat(properties.getLock().getPollInterval()).isEqualTo(Duration.ofMillis(7));
				assertThat(properties.getLock().getDirectory()).isEqualTo("/run/locks");
				assertThat(properties.getWrite().getDurability()).isEqualTo(Durability.FILE);
				assertThat(properties.getWrite().isCreateDirectories()).isFalse();
				assertThat(properties.getWrite().getPermissions()).isEqualTo("rw-r-----");
				assertThat(properties.getWrite().isAllowMissingDirectoryForce()).isTrue();
				assertThat(properties.getWrite().getMetadata().toPolicy()).isEqualTo(MetadataPolicy.defaults()
					.with(MetadataAspect.MODE, MetadataTreatment.REQUIRE)
					.with(MetadataAspect.OWNER, MetadataTreatment.IGNORE)
					.with(MetadataAspect.GROUP, MetadataTreatment.IGNORE)
					.with(MetadataAspect.EXTENDED_ATTRIBUTES, MetadataTreatment.PRESERVE)
					.with(MetadataAspect.HARD_LINKS, MetadataTreatment.REQUIRE)
					.with(MetadataAspect.ACL, MetadataTreatment.REQUIRE));
				assertThat(properties.getJson().toOptions()).isEqualTo(JsonFileOptions.defaults()
					.withIndent(4)
					.withUnknownProperties(UnknownProperties.DROP)
					.withMaxDocumentSize(5 * 1024));
				assertThat(properties.getRecovery().toOptions())
					.isEqualTo(new RecoveryOptions(7, CorruptionPolicy.RESTORE));
				assertThat(properties.getRetry().toOptions())
					.isEqualTo(new RetryOptions(3, Duration.ofSeconds(2), 1.5, Duration.ofSeconds(9)));
				assertThat(properties.getCleanup().getMaxAge()).isEqualTo(Duration.ofDays(3));
				assertThat(properties.getProbe().getMode()).isEqualTo(ProbeMode.FULL);
				assertThat(properties.getProbe().getAccept()).containsExactly(ProbeCheck.FILE_SYSTEM, ProbeCheck.LOCK);
				assertThat(properties.getWatch().getPollInterval()).isEqualTo(Duration.ofSeconds(4));
				assertThat(properties.getIntegration().getLockRegistry().getDirectory()).isEqualTo("/run/registry");
				assertThat(properties.getIntegration().getShedlock().getDirectory()).isEqualTo("/srv/shedlock");
				assertThat(properties.getIntegration().getMetadataStore().getDocument()).isEqualTo("integration/seen");
				assertThat(properties.getIntegration().getKeyValue().getDirectory()).isEqualTo("data/notes");
			});
	}

	@Test
	void emptyValueOfAnOptionalPropertyLeavesItUnset() {
		this.runner
			.withPropertyValues("polystore.atomic.lock.directory=", "polystore.atomic.write.permissions=",
					"polystore.atomic.integration.lock-registry.directory=",
					"polystore.atomic.integration.shedlock.directory=")
			.run((context) -> {
				AtomicFileProperties properties = context.getBean(AtomicFileProperties.class);
				assertThat(properties.getLock().getDirectory()).isNull();
				assertThat(properties.getWrite().getPermissions()).isNull();
				assertThat(properties.getIntegration().getLockRegistry().getDirectory()).isNull();
				assertThat(properties.getIntegration().getShedlock().getDirectory()).isNull();
			});
	}

	@Test
	void directoryOfTheSameNameOnTheClassPathIsNotPreferred() {
		this.runner
			.withPropertyValues("polystore.atomic.directory=META-INF", "polystore.atomic.lock.directory=META-INF")
			.run((context) -> {
				AtomicFileProperties properties = context.getBean(AtomicFileProperties.class);
				assertThat(context.getClassLoader().getResource("META-INF")).isNotNull();
				assertThat(properties.getDirectory()).isEqualTo("META-INF");
				assertThat(properties.getLock().getDirectory()).isEqualTo("META-INF");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(AtomicFileProperties.class)
	static class PropertiesConfiguration {

	}

}
