package io.polystore.atomic.update;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files whose present content may not survive a power cut although it should, because
 * the force of their directory failed.
 * <p>
 * Remembered until one succeeds, longer than any pipeline lives: whoever finds such a
 * content must not take it for durable.
 */
final class Doubts {

	private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

	private Doubts() {
	}

	static void raise(Path file) {
		FILES.add(file);
	}

	static void settle(Path file) {
		FILES.remove(file);
	}

	static boolean isRaised(Path file) {
		return FILES.contains(file);
	}

}
