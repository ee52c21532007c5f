package io.polystore.atomic.soak;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.polystore.atomic.test.OpenFiles;
import io.polystore.atomic.write.TempNames;

/**
 * What this process uses while it rests.
 *
 * @param heap bytes that are used after the collection of garbage
 * @param direct bytes of direct buffers
 * @param descriptors how many descriptors are open
 * @param openBelow how many of them in the directory
 * @param threads how many threads live
 * @param temps how many temporary files there are
 */
record Sample(long heap, long direct, long descriptors, long openBelow, long threads, long temps) {

	static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	/** Descriptors first: a collection of garbage closes some that were forgotten. */
	static Sample of(Path directory) throws IOException {
		long descriptors = openDescriptors();
		long openBelow = OpenFiles.under(directory).size();
		collectGarbage();
		return new Sample(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), directBuffers(),
				descriptors, openBelow, ManagementFactory.getThreadMXBean().getThreadCount(), temps(directory));
	}

	/** The second time what the first has let go. */
	private static void collectGarbage() {
		System.gc();
		System.gc();
	}

	private static long directBuffers() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

	private static long openDescriptors() throws IOException {
		try (Stream<Path> open = Files.list(DESCRIPTORS)) {
			return open.count();
		}
	}

	private static long temps(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.filter((path) -> TempNames.isTemp(path.getFileName().toString())).count();
		}
	}

}
