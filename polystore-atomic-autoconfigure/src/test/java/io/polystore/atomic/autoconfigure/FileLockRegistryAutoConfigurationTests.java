package io.polystore.atomic.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.integration.locks.FileLockRegistry;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.support.locks.DefaultLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

class FileLockRegistryAutoConfigurationTests {

	@TempDir
	private Path root;

	private Path data;

	@BeforeEach
	void name() {
		this.data = this.root.resolve("data");
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
					FileLockRegistryAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.data);
	}

	private ApplicationContextRunner enabled() {
		return runner().withPropertyValues("polystore.atomic.integration.lock-registry.enabled=true");
	}

	@Test
	void offersNoRegistryByDefault() {
		runner().run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LockRegistry.class));
	}

	@Test
	void locksInAHiddenDirectoryThatHoldsNoDocuments() {
		enabled().run((context) -> {
			Lock lock = context.getBean(FileLockRegistry.class).obtain("orders");
			lock.lock();
			lock.unlock();
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			documents.save("orders", List.of());
			assertThat(this.data.resolve(".locks")).isDirectoryContaining("glob:**/orders-*.lock");
			assertThat(documents.names()).containsExactly("orders");
		});
	}

	@Test
	void locksInTheDirectoryThatThePropertyNames() {
		Path directory = this.root.resolve("registry");
		enabled().withPropertyValues("polystore.atomic.integration.lock-registry.directory=" + directory)
			.run((context) -> {
				context.getBean(FileLockRegistry.class)
					.executeLocked("orders",
							() -> assertThat(directory).isDirectoryContaining("glob:**/orders-*.lock"));
				assertThat(this.data.resolve(".locks")).doesNotExist();
			});
	}

	@Test
	void backsOffIfThereIsARegistry() {
		enabled().withBean(DefaultLockRegistry.class)
			.run((context) -> assertThat(context).hasSingleBean(LockRegistry.class)
				.doesNotHaveBean(FileLockRegistry.class));
	}

	@Test
	void needsSpringIntegration() {
		enabled().withClassLoader(new FilteredClassLoader(LockRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FileLockRegistryAutoConfiguration.class));
	}

	@Test
	void needsOperationsOnFiles() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FileLockRegistryAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.integration.lock-registry.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LockRegistry.class));
	}

	@Test
	void theDirectoryIsCreatedWhateverIsSaidOfThoseOfWrites() throws Exception {
		Files.createDirectory(this.data);
		enabled().withPropertyValues("polystore.atomic.write.create-directories=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.data.resolve(".locks")).isDirectory();
		});
	}

	@Test
	void aDirectoryThatCannotBeUsedEndsTheStart() throws Exception {
		Path file = Files.createFile(this.root.resolve("file"));
		enabled().withPropertyValues("polystore.atomic.integration.lock-registry.directory=" + file)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("The directory '%s' (property '%s') cannot be written to".formatted(file,
						"polystore.atomic.integration.lock-registry.directory")));
	}

	/** What the operator reads. */
	@Test
	void locksOfFilesAreNotMadeOfLocksThatAreMadeOfThem() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FileLockRegistryAutoConfiguration.class))
			.withBean(AtomicFileTemplate.class, () -> AtomicFileTemplate.builder().build())
			.withPropertyValues("polystore.atomic.lock.type=registry",
					"polystore.atomic.integration.lock-registry.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.asInstanceOf(throwable(FailureAnalyzedException.class))
				.satisfies((report) -> {
					assertThat(report.analysis().getDescription()).contains("'polystore.atomic.lock.type' (registry)",
							"'polystore.atomic.integration.lock-registry.enabled' (true)");
					assertThat(report.analysis().getAction()).contains("Define a LockRegistry bean of another kind");
				}));
	}

}
