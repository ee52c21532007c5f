package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.Durability;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockHolder;
import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.core.AtomicFileTemplateBuilder;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Flocker;
import io.polystore.atomic.test.LockKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AtomicFileAutoConfigurationTests {

	private static final byte[] CONTENT = { 1, 2, 3 };

	@TempDir
	private Path root;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class));

	@Test
	void providesATemplate() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(AtomicFileOperations.class).hasSingleBean(AtomicFileTemplate.class);
			context.getBean(AtomicFileOperations.class).write(this.root.resolve("new/file"), CONTENT);
			assertThat(this.root.resolve("new/file")).hasBinaryContent(CONTENT);
		});
	}

	@Test
	void backsOffToOperationsOfTheApplication() {
		AtomicFileOperations own = AtomicFileTemplate.builder().build();
		this.runner.withBean(AtomicFileOperations.class, () -> own)
			.run((context) -> assertThat(context.getBean(AtomicFileOperations.class)).isSameAs(own));
	}

	@Test
	void backsOffToATemplateOfTheApplication() {
		AtomicFileTemplate own = AtomicFileTemplate.builder().build();
		this.runner.withBean(AtomicFileTemplate.class, () -> own)
			.run((context) -> assertThat(context.getBean(AtomicFileOperations.class)).isSameAs(own));
	}

	@Test
	void lockPropertiesApply() {
		Path locks = this.root.resolve("locks");
		this.runner
			.withPropertyValues("polystore.atomic.lock.timeout=0", "polystore.atomic.lock.directory=" + locks,
					"spring.application.name=run-state")
			.run((context) -> {
				AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
				try (LockHandle lock = files.lockFor(this.root.resolve("config.json"))) {
					assertThat(lock.path()).hasParent(locks.toRealPath());
					assertThat(holderSeenByAnotherThread(files)).extracting(LockHolder::application)
						.isEqualTo("run-state");
				}
			});
	}

	@Test
	void byDefaultAProgramWithFlockIsNotExcluded() {
		this.runner.run((context) -> assertThat(canLockDuringALockOf(context)).isTrue());
	}

	@Test
	void lockTypeFlockExcludesAProgramWithFlock() {
		LockKind.FLOCK.assumeAvailable();
		this.runner.withPropertyValues("polystore.atomic.lock.type=flock")
			.run((context) -> assertThat(canLockDuringALockOf(context)).isFalse());
	}

	@Test
	void aLockProviderOfTheApplicationWinsOverTheProperty() {
		this.runner.withBean(FileLockProvider.class, FileChannelLockProvider::new)
			.withPropertyValues("polystore.atomic.lock.type=flock")
			.run((context) -> assertThat(canLockDuringALockOf(context)).isTrue());
	}

	private boolean canLockDuringALockOf(ApplicationContext context) throws IOException {
		try (LockHandle lock = context.getBean(AtomicFileTemplate.class).lock(this.root.resolve("a.lock"))) {
			return Flocker.Program.SHELL.canLock(lock.path());
		}
	}

	private LockHolder holderSeenByAnotherThread(AtomicFileTemplate files) throws Exception {
		List<LockHolder> holders = new CopyOnWriteArrayList<>();
		Thread thread = new Thread(() -> assertThatExceptionOfType(FileLockTimeoutException.class)
			.isThrownBy(() -> files.lockFor(this.root.resolve("config.json")).close())
			.satisfies((ex) -> holders.add(ex.holder().orElseThrow())));
		thread.start();
		thread.join();
		return holders.get(0);
	}

	@Test
	void writePropertiesApply() {
		Recorder recorder = new Recorder();
		this.runner.withBean(AtomicFileListener.class, () -> recorder)
			.withPropertyValues("polystore.atomic.write.durability=none",
					"polystore.atomic.write.permissions=rw-r-----", "polystore.atomic.write.create-directories=false")
			.run((context) -> {
				AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
				Path file = this.root.resolve("file");
				files.write(file, CONTENT);
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
				assertThat(recorder.durabilities).containsExactly(Durability.NONE);
				assertThatExceptionOfType(AtomicWriteException.class)
					.isThrownBy(() -> files.write(this.root.resolve("missing/file"), CONTENT));
			});
	}

	@Test
	void fullDurabilityIsRefusedWhereADirectoryCannotBeForcedUnlessThePropertyAllowsIt() throws Exception {
		try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
			Path file = windows.getPath("C:\\work\\file");
			this.runner.run((context) -> assertThatExceptionOfType(AtomicWriteException.class)
				.isThrownBy(() -> context.getBean(AtomicFileTemplate.class).write(file, CONTENT)));
			this.runner.withPropertyValues("polystore.atomic.write.allow-missing-directory-force=true")
				.run((context) -> context.getBean(AtomicFileTemplate.class).write(file, CONTENT));
			assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
		}
	}

	@Test
	void customizersWinOverPropertiesInTheirOrder() {
		Recorder recorder = new Recorder();
		this.runner.withBean(AtomicFileListener.class, () -> recorder)
			.withBean("second", AtomicFileTemplateCustomizer.class, Second::new)
			.withBean("first", AtomicFileTemplateCustomizer.class, First::new)
			.withPropertyValues("polystore.atomic.write.durability=full")
			.run((context) -> {
				context.getBean(AtomicFileTemplate.class).write(this.root.resolve("file"), CONTENT);
				assertThat(recorder.durabilities).containsExactly(Durability.NONE);
			});
	}

	@Test
	void everyListenerIsToldAndNoneBreaksAWrite() {
		Recorder recorder = new Recorder();
		this.runner.withBean("broken", AtomicFileListener.class, Broken::new)
			.withBean("recorder", AtomicFileListener.class, () -> recorder)
			.run((context) -> {
				context.getBean(AtomicFileTemplate.class).write(this.root.resolve("file"), CONTENT);
				assertThat(this.root.resolve("file")).hasBinaryContent(CONTENT);
				assertThat(recorder.durabilities).containsExactly(Durability.FULL);
			});
	}

	@Order(1)
	private static final class First implements AtomicFileTemplateCustomizer {

		@Override
		public void customize(AtomicFileTemplateBuilder builder) {
			builder.durability(Durability.FILE);
		}

	}

	@Order(2)
	private static final class Second implements AtomicFileTemplateCustomizer {

		@Override
		public void customize(AtomicFileTemplateBuilder builder) {
			builder.durability(Durability.NONE);
		}

	}

	private static final class Recorder implements AtomicFileListener {

		private final List<Durability> durabilities = new CopyOnWriteArrayList<>();

		@Override
		public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
				Duration took) {
			this.durabilities.add(durability);
		}

	}

	private static final class Broken implements AtomicFileListener {

		@Override
		public void written(Path file, WriteOperation operation, Durability durability, WriteOutcome outcome,
				Duration took) {
			throw new IllegalStateException("broken on purpose");
		}

	}

}
