package io.polystore.atomic.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.polystore.atomic.integration.shedlock.FileShedLockProvider;
import io.polystore.atomic.json.JsonFileRepository;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class FileShedLockAutoConfigurationTests {

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
					FileShedLockAutoConfiguration.class, JsonFileRepositoryAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.data);
	}

	private ApplicationContextRunner enabled() {
		return runner().withPropertyValues("polystore.atomic.integration.shedlock.enabled=true");
	}

	private static LockConfiguration report() {
		return new LockConfiguration(ClockProvider.now(), "report", Duration.ofMinutes(10), Duration.ofMinutes(1));
	}

	@Test
	void offersNoProviderByDefault() {
		runner().run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LockProvider.class));
	}

	@Test
	void locksInAHiddenDirectoryThatHoldsNoDocuments() {
		enabled().run((context) -> {
			assertThat(context.getBean(FileShedLockProvider.class).lock(report())).isPresent();
			JsonFileRepository documents = context.getBean(JsonFileRepository.class);
			documents.save("report", List.of());
			assertThat(this.data.resolve(".shedlock")).isDirectoryContaining("glob:**/report-*.json");
			assertThat(documents.names()).containsExactly("report");
		});
	}

	@Test
	void locksInTheDirectoryThatThePropertyNames() {
		Path directory = this.root.resolve("shedlock");
		enabled().withPropertyValues("polystore.atomic.integration.shedlock.directory=" + directory).run((context) -> {
			assertThat(context.getBean(FileShedLockProvider.class).lock(report())).isPresent();
			assertThat(directory).isDirectoryContaining("glob:**/report-*.json");
			assertThat(this.data.resolve(".shedlock")).doesNotExist();
		});
	}

	@Test
	void aTaskThatHasRunDoesNotRunAgainAfterARestart() {
		int[] runs = new int[1];
		for (int start = 0; start < 2; start++) {
			enabled().run((context) -> new DefaultLockingTaskExecutor(context.getBean(LockProvider.class))
				.executeWithLock((Runnable) () -> runs[0]++, report()));
		}
		assertThat(runs[0]).isOne();
	}

	@Test
	void backsOffIfThereIsAProvider() {
		enabled().withBean(LockProvider.class, () -> (configuration) -> Optional.empty())
			.run((context) -> assertThat(context).hasSingleBean(LockProvider.class)
				.doesNotHaveBean(FileShedLockProvider.class));
	}

	@Test
	void needsShedLock() {
		enabled().withClassLoader(new FilteredClassLoader(LockProvider.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FileShedLockAutoConfiguration.class));
	}

	@Test
	void needsOperationsOnFiles() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FileShedLockAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.integration.shedlock.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LockProvider.class));
	}

	@Test
	void aDirectoryThatCannotBeUsedEndsTheStart() throws Exception {
		Path file = Files.createFile(this.root.resolve("file"));
		enabled().withPropertyValues("polystore.atomic.integration.shedlock.directory=" + file)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("The directory '%s' (property '%s') cannot be written to".formatted(file,
						"polystore.atomic.integration.shedlock.directory")));
	}

}
