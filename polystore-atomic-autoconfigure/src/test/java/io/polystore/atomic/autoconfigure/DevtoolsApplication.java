package io.polystore.atomic.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.Background;
import org.awaitility.Awaitility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application under development that is restarted once, while threads of before the
 * restart live on, as do those that an application forgets to end.
 */
final class DevtoolsApplication {

	private static final String RESTARTED = "polystore.atomic.test.restarted";

	private final String name;

	private final Path directory;

	/** Not the context's, which refuses to write when the context is closed. */
	private final AtomicFileTemplate own = AtomicFileTemplate.builder().build();

	private final CountDownLatch adding = new CountDownLatch(20);

	private volatile boolean enough;

	private DevtoolsApplication(String name, Path directory) {
		this.name = name;
		this.directory = directory;
	}

	/**
	 * Returns soon, since a restart waits for that.
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(Beans.class, args);
		AtomicFileTemplate files = context.getBean(AtomicFileTemplate.class);
		Path directory = Path.of(context.getBean(AtomicFileProperties.class).getDirectory());
		if (System.setProperty(RESTARTED, "true") == null) {
			DevtoolsApplication application = new DevtoolsApplication("old", directory);
			start("old holder", () -> application.liveOn(files));
		}
		else {
			DevtoolsApplication application = new DevtoolsApplication("new", directory);
			start("new waiter", () -> application.takeOver(files));
		}
	}

	/**
	 * Nothing else keeps the JVM alive.
	 */
	private static void start(String name, Callable<?> life) {
		new Thread(() -> {
			try {
				life.call();
			}
			catch (Exception ex) {
				ex.printStackTrace();
			}
		}, name).start();
	}

	private boolean liveOn(AtomicFileTemplate files) throws Exception {
		sayWhoseClassesTheseAre();
		Background<Integer> adder = startAdding();
		try (LockHandle lock = files.lock(held())) {
			restart();
			awaitWord();
			say("has the lock: " + lock.isHeld());
		}
		awaitWord();
		return stopAdding(adder);
	}

	private boolean takeOver(AtomicFileTemplate files) throws Exception {
		sayWhoseClassesTheseAre();
		Background<Integer> adder = startAdding();
		try {
			files.lock(held(), Duration.ofMillis(300)).close();
			say("found the lock free");
		}
		catch (FileLockTimeoutException ex) {
			say("timed out: " + ex.getMessage());
		}
		// Whoever waits would keep others out, even if the lock were lost
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(this.directory.resolve("go-on")));
		try (LockHandle lock = files.lock(held(), Duration.ofSeconds(60))) {
			say("has the lock: " + lock.isHeld());
			stopAdding(adder);
			new CountDownLatch(1).await();
		}
		return true;
	}

	private Path held() {
		return this.directory.resolve("held");
	}

	private void sayWhoseClassesTheseAre() {
		ClassLoader loader = AtomicFileTemplate.class.getClassLoader();
		say("loader: " + loader.getClass().getName() + "@" + System.identityHashCode(loader));
	}

	private Background<Integer> startAdding() throws InterruptedException {
		Background<Integer> adder = Background.named(this.name + " adder", this::add);
		this.adding.await();
		return adder;
	}

	private int add() {
		int acknowledged = 0;
		while (!this.enough) {
			this.own.update(this.directory.resolve("counter"), DevtoolsApplication::addOne);
			acknowledged++;
			this.adding.countDown();
		}
		return acknowledged;
	}

	private static byte[] addOne(byte[] content) {
		int number = (content != null) ? Integer.parseInt(new String(content, StandardCharsets.US_ASCII)) : 0;
		return Integer.toString(number + 1).getBytes(StandardCharsets.US_ASCII);
	}

	private boolean stopAdding(Background<Integer> adder) throws Exception {
		this.enough = true;
		say("added: " + adder.result());
		return true;
	}

	/**
	 * By reflection, for development tools on the class path of the tests would restart
	 * other applications, too.
	 */
	private static void restart() throws ReflectiveOperationException {
		Class<?> restarter = Class.forName("org.springframework.boot.devtools.restart.Restarter");
		restarter.getMethod("restart").invoke(restarter.getMethod("getInstance").invoke(null));
	}

	private static void awaitWord() throws IOException {
		while (System.in.read() != '\n') {
			continue;
		}
	}

	private void say(String what) {
		System.out.println(this.name + " " + what);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Beans {

	}

}
