package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.write.AtomicFileOutputStream;
import io.polystore.atomic.write.StaleTempSweeper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class StaleTempCleanupAutoConfigurationTests {

	private static final String ORPHAN = ".config.json.0123456789abcdef01234567.polystore-tmp";

	@TempDir
	private Path root;

	private Path orphan;

	private ApplicationContextRunner runner;

	@BeforeEach
	void leaveAnOrphan() throws IOException {
		this.orphan = Files.createDirectories(this.root.resolve("data/orders")).resolve(ORPHAN);
		Files.writeString(this.orphan, "{ \"half\":");
		Files.writeString(this.root.resolve("data/config.json"), "{}");
		this.runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AtomicFileAutoConfiguration.class, StaleTempCleanupAutoConfiguration.class))
			.withPropertyValues("polystore.atomic.directory=" + this.root.resolve("data"));
	}

	@Test
	void removesOrphansOnceTheContextIsUp(CapturedOutput output) {
		this.runner.run((context) -> {
			await().until(() -> Files.notExists(this.orphan));
			await().until(() -> output.getAll()
				.contains("Removed 1 temporary file(s) of dead processes from '%s'"
					.formatted(this.root.resolve("data"))));
			assertThat(this.root.resolve("data/config.json")).hasContent("{}");
		});
	}

	@Test
	void tellsTheListeners() {
		Swept swept = new Swept();
		this.runner.withBean(AtomicFileListener.class, () -> swept)
			.run((context) -> assertThat(swept.calls.poll(10, TimeUnit.SECONDS))
				.isEqualTo("1 on a daemon named polystore-atomic-cleanup"));
	}

	@Test
	void leavesAWriteUnderWayAlone() throws IOException {
		Swept swept = new Swept();
		Path file = this.root.resolve("data/export.csv");
		try (AtomicFileTemplate other = AtomicFileTemplate.builder().build();
				AtomicFileOutputStream out = other.openForWrite(file)) {
			out.write(1);
			this.runner.withBean(AtomicFileListener.class, () -> swept).run((context) -> {
				assertThat(swept.calls.poll(10, TimeUnit.SECONDS)).startsWith("1 ");
				out.commit();
			});
		}
		assertThat(file).hasBinaryContent(new byte[] { 1 });
	}

	@Test
	void leavesOrphansIfDisabled() {
		this.runner.withPropertyValues("polystore.atomic.cleanup.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(StaleTempCleanup.class);
			assertThat(this.orphan).exists();
		});
	}

	@Test
	void needsOperations() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(StaleTempCleanupAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StaleTempCleanup.class));
	}

	@Test
	void runsForOperationsOfTheApplication() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(StaleTempCleanupAutoConfiguration.class))
			.withBean(AtomicFileOperations.class, () -> AtomicFileTemplate.builder().build())
			.withPropertyValues("polystore.atomic.directory=" + this.root.resolve("data"))
			.run((context) -> await().until(() -> Files.notExists(this.orphan)));
	}

	@Test
	void doesNothingIfTheContextFails() {
		this.runner.withBean("broken", Object.class, () -> {
			throw new IllegalStateException("broken on purpose");
		}).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(cleanupThreads()).isEmpty();
			assertThat(this.orphan).exists();
		});
	}

	@Test
	void doesNotRunAgainForAChildContext() {
		Swept swept = new Swept();
		this.runner.withBean(AtomicFileListener.class, () -> swept).run((context) -> {
			assertThat(swept.calls.poll(10, TimeUnit.SECONDS)).isNotNull();
			Files.writeString(this.orphan, "{ \"half\":");
			try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
				child.setParent(context);
				child.refresh();
				await().during(Duration.ofMillis(100)).until(() -> cleanupThreads().isEmpty());
			}
			assertThat(this.orphan).exists();
		});
	}

	@Test
	void missingDirectoryIsNoFailure(CapturedOutput output) {
		this.runner.withPropertyValues("polystore.atomic.directory=" + this.root.resolve("missing")).run((context) -> {
			assertThat(context).hasNotFailed();
			await().until(() -> cleanupThreads().isEmpty());
		});
		assertThat(output).doesNotContain("may be left");
	}

	@Test
	void failureIsLoggedAndHasNoOtherEffect(CapturedOutput output) {
		AtomicFileListener broken = new AtomicFileListener() {

			@Override
			public void swept(Path directory, int files) {
				throw new IllegalStateException("broken on purpose");
			}

		};
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.addApplicationListener(new StaleTempCleanup(new StaleTempSweeper(Duration.ofHours(1), broken),
					this.root.resolve("data"), context));
			context.refresh();
			await().until(() -> output.getAll()
				.contains(
						"Temporary files of dead processes may be left in '%s'".formatted(this.root.resolve("data"))));
			assertThat(context.isActive()).isTrue();
		}
	}

	private static List<Thread> cleanupThreads() {
		Set<Thread> all = Thread.getAllStackTraces().keySet();
		return all.stream().filter((thread) -> thread.getName().equals("polystore-atomic-cleanup")).toList();
	}

	private static final class Swept implements AtomicFileListener {

		private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

		@Override
		public void swept(Path directory, int files) {
			Thread thread = Thread.currentThread();
			this.calls.add("%d on a %s named %s".formatted(files, thread.isDaemon() ? "daemon" : "user thread",
					thread.getName()));
		}

	}

}
