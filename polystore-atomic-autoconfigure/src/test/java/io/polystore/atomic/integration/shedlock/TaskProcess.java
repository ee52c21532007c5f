package io.polystore.atomic.integration.shedlock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.OtherProcess;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * Another JVM that runs tasks under locks.
 */
final class TaskProcess {

	private TaskProcess() {
	}

	public static void main(String[] args) throws Exception {
		FileShedLockProvider provider = new FileShedLockProvider(AtomicFileTemplate.builder().build(),
				Path.of(args[1]));
		switch (args[0]) {
			case "hold" -> hold(provider, Duration.parse(args[2]));
			case "count" -> count(provider, Path.of(args[2]), Integer.parseInt(args[3]));
			default -> throw new IllegalArgumentException(args[0]);
		}
	}

	private static void hold(FileShedLockProvider provider, Duration atMost) throws Exception {
		lock(provider, atMost).orElseThrow();
		System.out.println("held");
		System.in.read();
	}

	static Optional<SimpleLock> lock(FileShedLockProvider provider, Duration atMost) {
		return provider.lock(new LockConfiguration(ClockProvider.now(), "task", atMost, Duration.ZERO));
	}

	/** Some of its locks it extends while it works. */
	static void count(FileShedLockProvider provider, Path number, int times) throws Exception {
		for (int done = 0; done < times;) {
			Optional<SimpleLock> lock = lock(provider, Duration.ofMinutes(5));
			if (lock.isPresent()) {
				SimpleLock held = lock.get();
				OtherProcess.addOne(number);
				done++;
				((done % 3 == 0) ? held.extend(Duration.ofMinutes(5), Duration.ZERO).orElseThrow() : held).unlock();
			}
			else {
				Thread.onSpinWait();
			}
		}
	}

}
