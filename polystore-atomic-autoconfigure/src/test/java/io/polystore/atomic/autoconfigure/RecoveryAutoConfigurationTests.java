package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.DocumentRecovery;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.KeptVersion;
import io.polystore.atomic.json.RecoveryListener;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.test.FaultyFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an application gets that asks for recovery.
 */
class RecoveryAutoConfigurationTests {

	@TempDir
	private Path root;

	private ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
					AtomicFileMetricsAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class))
			.withUserConfiguration(Events.class)
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("polystore.atomic.directory=" + this.root)
			.withPropertyValues(properties);
	}

	private ApplicationContextRunner restoring() {
		return runner("polystore.atomic.recovery.keep-versions=2", "polystore.atomic.recovery.on-corruption=restore");
	}

	private void corrupt() throws IOException {
		Path other = Files.writeString(this.root.resolve("other"), "{\"cut\":");
		Files.move(other, this.root.resolve("a/d.json"), StandardCopyOption.ATOMIC_MOVE);
	}

	private static double recoveries(MeterRegistry registry, String outcome) {
		return registry.get("polystore.atomic.recoveries").tag("outcome", outcome).counter().count();
	}

	@Test
	void byDefaultNothingIsKeptAndNothingRestored() {
		runner().run((context) -> {
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			documents.save("a/d", 1);
			assertThat(documents.versions("a/d")).isEmpty();
			corrupt();
			assertThatExceptionOfType(CorruptJsonException.class)
				.isThrownBy(() -> documents.find("a/d", Integer.class));
			assertThat(recoveries(context.getBean(MeterRegistry.class), "no-version")).isZero();
		});
	}

	@Test
	void versionsAreKeptWithoutRestoring() {
		runner("polystore.atomic.recovery.keep-versions=2").run((context) -> {
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			documents.save("a/d", 1);
			Version two = documents.save("a/d", 2);
			Version three = documents.save("a/d", 3);
			assertThat(documents.versions("a/d")).extracting(KeptVersion::version).containsExactly(three, two);
			corrupt();
			assertThatExceptionOfType(CorruptJsonException.class)
				.isThrownBy(() -> documents.find("a/d", Integer.class));
			assertThat(context.getBean(Events.class).published).isEmpty();
		});
	}

	@Test
	void whatIsRestoredIsPublishedAndCounted() {
		restoring().run((context) -> {
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			Version one = documents.save("a/d", 1);
			corrupt();
			assertThat(documents.find("a/d", Integer.class)).contains(1);
			assertThat(context.getBean(Events.class).published).singleElement().satisfies((event) -> {
				assertThat(event.name()).isEqualTo("a/d");
				assertThat(event.path()).isEqualTo(this.root.resolve("a/d.json"));
				assertThat(event.quarantined()).hasContent("{\"cut\":")
					.hasParent(this.root.resolve("a/.quarantine/d.json"));
				assertThat(event.version()).isEqualTo(one);
			});
			assertThat(recoveries(context.getBean(MeterRegistry.class), "restored")).isOne();
		});
	}

	@Test
	void whatCannotBeRestoredIsCounted() {
		restoring().run((context) -> {
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			documents.save("a/other", 1);
			corrupt();
			assertThatExceptionOfType(CorruptJsonException.class)
				.isThrownBy(() -> documents.find("a/d", Integer.class));
			assertThat(context.getBean(Events.class).published).isEmpty();
			assertThat(recoveries(context.getBean(MeterRegistry.class), "no-version")).isOne();
		});
	}

	@Test
	void listenersOfTheApplicationAreToldAndCannotBreakIt() {
		List<DocumentRecovery> told = new ArrayList<>();
		restoring().withBean("failing", RecoveryListener.class, () -> (recovery) -> {
			throw new IllegalStateException("listener failed");
		}).withBean("recording", RecoveryListener.class, () -> told::add).run((context) -> {
			context.getBean(Events.class).failing = true;
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			documents.save("a/d", 1);
			corrupt();
			assertThat(documents.find("a/d", Integer.class)).contains(1);
			assertThat(told).hasSize(1);
			assertThat(context.getBean(Events.class).published).hasSize(1);
		});
	}

	@Test
	void theCheckAtStartLeavesNothing() {
		restoring().run((context) -> assertThat(this.root).isEmptyDirectory());
	}

	@Test
	void withoutHardLinksItDoesNotStart() {
		RecoveryProperties properties = new RecoveryProperties();
		FaultyFileSystem fileSystem = new FaultyFileSystem();
		fileSystem.faults()
			.on("createLink")
			.failBefore(new FileSystemException("link", "file", "Operation not permitted"));
		Path directory = fileSystem.path(this.root);
		new RecoveryConfigurer(properties).check(directory);
		assertThat(fileSystem.faults().calls()).isEmpty();
		properties.setKeepVersions(3);
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new RecoveryConfigurer(properties).check(directory))
			.satisfies((ex) -> {
				assertThat(ex.analysis().getDescription()).contains(
						"The value '3' of the property 'polystore.atomic.recovery.keep-versions' cannot be used",
						this.root.toString(), "Operation not permitted");
				assertThat(ex.analysis().getAction()).contains("Set 'polystore.atomic.recovery.keep-versions' to 0");
			});
		assertThat(this.root).isEmptyDirectory();
	}

	@Configuration(proxyBeanMethods = false)
	static class Events {

		private final List<DocumentRestoredEvent> published = new ArrayList<>();

		private boolean failing;

		@EventListener
		void on(DocumentRestoredEvent event) {
			this.published.add(event);
			if (this.failing) {
				throw new IllegalStateException("event listener failed");
			}
		}

	}

}
