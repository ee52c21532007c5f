package io.polystore.atomic.integration.locks;

import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.OtherProcess;

/**
 * Another JVM with a registry of its own.
 */
final class LockingProcess {

	private LockingProcess() {
	}

	public static void main(String[] args) throws Exception {
		FileLockRegistry registry = new FileLockRegistry(AtomicFileTemplate.builder().build(), Path.of(args[1]));
		switch (args[0]) {
			case "hold" -> hold(registry, args[2]);
			case "count" -> count(registry, Path.of(args[2]), Integer.parseInt(args[3]));
			default -> throw new IllegalArgumentException(args[0]);
		}
	}

	private static void hold(FileLockRegistry registry, String key) throws Exception {
		registry.obtain(key).lock();
		System.out.println("held");
		System.in.read();
		registry.obtain(key).unlock();
		System.out.println("given up");
		System.in.read();
	}

	static void count(FileLockRegistry registry, Path number, int times) throws Exception {
		for (int i = 0; i < times; i++) {
			registry.executeLocked("number", () -> OtherProcess.addOne(number));
		}
	}

}
