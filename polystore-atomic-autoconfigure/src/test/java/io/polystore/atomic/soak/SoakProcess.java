package io.polystore.atomic.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.test.ChildJvm;

/**
 * Another JVM that does the same on the same files until it is killed, or its parent is.
 */
final class SoakProcess {

	static final String WORKING = "working";

	private static final int THREADS = 3;

	private static final Duration LOOK = Duration.ofMillis(50);

	private static final Duration FOR_EVER = Duration.ofDays(1);

	private SoakProcess() {
	}

	static ChildJvm start(Path directory, Path ledger, long seed) {
		return ChildJvm.of(SoakProcess.class, directory.toString(), ledger.toString(), Long.toString(seed))
			.options("-Xmx96m")
			.start();
	}

	public static void main(String[] args) throws Exception {
		endWithParent();
		Ledger ledger = Ledger.in(Path.of(args[1]));
		long before = ledger.acknowledged();
		Site site = Site.in(Path.of(args[0]));
		try (Crew crew = new Crew(site, ledger, Long.parseLong(args[2]), THREADS, new Tally())) {
			crew.start();
			while (ledger.acknowledged() == before) {
				crew.workFor(LOOK);
			}
			System.out.println(WORKING);
			crew.workFor(FOR_EVER);
		}
	}

	private static void endWithParent() {
		Thread end = new Thread(() -> {
			try {
				System.in.read();
			}
			catch (IOException ex) {
				// no parent either
			}
			Runtime.getRuntime().halt(0);
		}, "end with parent");
		end.setDaemon(true);
		end.start();
	}

}
