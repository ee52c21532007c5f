package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.OpenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A restart by Spring Boot's development tools loads the library a second time into the
 * same JVM.
 */
class DevtoolsRestartTests {

	private static final String LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader@";

	@TempDir
	private Path directory;

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@Test
	void locksAndUpdatesHoldAcrossARestart() throws IOException {
		try (ChildJvm application = start()) {
			assertThat(said(application, "new loader: ")).startsWith(LOADER)
				.isNotEqualTo(said(application, "old loader: "));
			assertThat(said(application, "old loader: ")).startsWith(LOADER);
			assertThat(said(application, "new timed out: ")).contains("thread 'old holder'",
					"pid " + application.pid());
			assertThat(this.files.tryLock(held())).as("lock of before the restart").isEmpty();
			Files.createFile(this.directory.resolve("go-on"));
			application.send("give the lock up");
			assertThat(said(application, "old has the lock: ")).isEqualTo("true");
			assertThat(said(application, "new has the lock: ")).isEqualTo("true");
			assertThat(this.files.tryLock(held())).as("lock of after the restart").isEmpty();
			application.send("stop adding");
			int acknowledged = added(application, "old") + added(application, "new");
			assertThat(this.directory.resolve("counter")).hasContent(Integer.toString(acknowledged));
		}
	}

	/** Any close of a second descriptor could drop the lock. */
	@Test
	void theClassesOfAfterTheRestartDoNotOpenALockFileThatIsOpen() throws IOException {
		try (ChildJvm application = start()) {
			said(application, "new timed out: ");
			assertThat(OpenFiles.named(held().toRealPath().toString(), application.pid())).hasSize(1);
		}
	}

	private ChildJvm start() {
		Path devtools = Path.of(System.getProperty("polystore.atomic.test.devtools"));
		assertThat(devtools).as("what the build copies").isRegularFile();
		return ChildJvm
			.of(DevtoolsApplication.class, "--polystore.atomic.directory=" + this.directory,
					"--spring.devtools.restart.enabled=false", "--spring.devtools.livereload.enabled=false")
			.classPath(devtools)
			.start();
	}

	private Path held() {
		return this.directory.resolve("held");
	}

	private static int added(ChildJvm application, String who) {
		return Integer.parseInt(said(application, who + " added: "));
	}

	private static String said(ChildJvm application, String beginning) {
		return application.awaitLine((line) -> line.startsWith(beginning)).substring(beginning.length());
	}

}
