package io.polystore.atomic.probe;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;

/**
 * Probes a directory thoroughly and prints the report; told to hold, it stops for ever
 * once it has opened the lock file that another process is to try.
 */
final class ProbeMain {

	private ProbeMain() {
	}

	public static void main(String[] arguments) {
		if (System.getProperty("probe.java.home") != null) {
			System.setProperty("java.home", System.getProperty("probe.java.home"));
		}
		FileLockProvider provider = (arguments.length > 1) ? holding() : new FileChannelLockProvider();
		System.out.println(new DirectoryProbe(Probes.of(ProbeMode.FULL, provider)).run(Path.of(arguments[0]),
				DirectoryRole.LOCKS));
	}

	private static FileLockProvider holding() {
		FileLockProvider real = new FileChannelLockProvider();
		AtomicInteger opened = new AtomicInteger();
		return (lockFile) -> {
			var lock = real.open(lockFile);
			if (opened.incrementAndGet() == 3) {
				System.out.println("holding");
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
			return lock;
		};
	}

}
