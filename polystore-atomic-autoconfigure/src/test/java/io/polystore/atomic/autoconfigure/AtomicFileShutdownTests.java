package io.polystore.atomic.autoconfigure;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.core.AtomicFileTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * That the end of an application ends no write.
 */
class AtomicFileShutdownTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@TempDir
	private Path root;

	@BeforeEach
	void register() {
		this.context.register(AtomicFileAutoConfiguration.class);
	}

	@AfterEach
	void end() {
		this.context.close();
		this.threads.shutdownNow();
	}

	@Test
	void writeUnderWayIsFinished() throws Exception {
		AtomicFileTemplate files = start();
		CountDownLatch writing = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Future<?> write = this.threads.submit(() -> {
			files.write(this.root.resolve("file"), (out) -> {
				out.write('a');
				writing.countDown();
				release.await();
				out.write('z');
			});
			return null;
		});
		writing.await();
		Future<?> close = this.threads.submit(this.context::close);
		await().untilAsserted(() -> assertThatIllegalStateException()
			.isThrownBy(() -> files.writeString(this.root.resolve("other"), "too late")));
		assertThat(close).isNotDone();
		release.countDown();
		write.get(10, TimeUnit.SECONDS);
		close.get(10, TimeUnit.SECONDS);
		assertThat(this.root.resolve("file")).hasContent("az");
	}

	@Test
	void whatIsStoppedBeforeTheBeansMayStillWrite() {
		this.context.registerBean(WritesOnStop.class, () -> new WritesOnStop(this.root.resolve("stopped"), files()));
		AtomicFileTemplate files = start();
		this.context.close();
		assertThat(this.root.resolve("stopped")).hasContent("stopped");
		assertThatIllegalStateException().isThrownBy(() -> files.writeString(this.root.resolve("late"), "late"));
		assertThat(this.root.resolve("late")).doesNotExist();
	}

	@Test
	void beanThatUsesTheTemplateMayStillWriteWhenItIsDestroyed() {
		this.context.registerBean("file", Path.class, () -> this.root.resolve("destroyed"));
		this.context.register(WritesOnDestroy.class);
		start();
		this.context.close();
		assertThat(this.root.resolve("destroyed")).hasContent("destroyed");
	}

	private AtomicFileTemplate start() {
		this.context.refresh();
		return files();
	}

	private AtomicFileTemplate files() {
		return this.context.getBean(AtomicFileTemplate.class);
	}

	private static final class WritesOnDestroy implements DisposableBean {

		private final Path file;

		private final AtomicFileTemplate files;

		WritesOnDestroy(Path file, AtomicFileTemplate files) {
			this.file = file;
			this.files = files;
		}

		@Override
		public void destroy() {
			this.files.writeString(this.file, "destroyed");
		}

	}

	private static final class WritesOnStop implements SmartLifecycle {

		private final Path file;

		private final AtomicFileTemplate files;

		private volatile boolean running;

		WritesOnStop(Path file, AtomicFileTemplate files) {
			this.file = file;
			this.files = files;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.files.writeString(this.file, "stopped");
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
