package io.polystore.atomic.test;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;

/**
 * The kinds of threads that this Java has: virtual ones from 21 on.
 */
public final class ThreadKinds {

	private ThreadKinds() {
	}

	/** For each kind an executor that starts a thread for each task. */
	public static Stream<Named<ExecutorService>> executors() {
		Named<ExecutorService> platform = Named.of("platform threads", Executors.newCachedThreadPool());
		try {
			Object virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
			return Stream.of(platform, Named.of("virtual threads", (ExecutorService) virtual));
		}
		catch (ReflectiveOperationException ex) {
			return Stream.of(platform);
		}
	}

}
