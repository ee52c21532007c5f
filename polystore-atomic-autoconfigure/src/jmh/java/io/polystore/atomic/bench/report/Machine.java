package io.polystore.atomic.bench.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.polystore.atomic.bench.measure.Samples;

/**
 * Where the numbers come from.
 */
final class Machine {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

	private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

	private static final int FORCES = 100;

	private static final int BLOCK = 4096;

	private Machine() {
	}

	static String describe(Path directory) throws IOException {
		StringBuilder facts = new StringBuilder("| | |\n|---|---|\n");
		fact(facts, "cores", Runtime.getRuntime().availableProcessors() + " × " + value(CPU_INFO, "model name"));
		fact(facts, "memory", value(MEMORY_INFO, "MemTotal"));
		fact(facts, "JDK", property("java.vm.name") + " " + property("java.vm.version"));
		fact(facts, "kernel", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
		fact(facts, "file system", Files.getFileStore(directory).type());
		fact(facts, "one force of 4 KiB", Unit.NANOSECONDS.format(force(directory)));
		return facts.toString();
	}

	/**
	 * What everything durable pays to the disk, at least twice.
	 */
	private static double force(Path directory) throws IOException {
		Path file = Files.createTempFile(directory, "force", null);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE,
				StandardOpenOption.DELETE_ON_CLOSE)) {
			List<Double> nanos = new ArrayList<>();
			for (int i = 0; i < FORCES; i++) {
				channel.write(ByteBuffer.allocate(BLOCK), 0);
				long start = System.nanoTime();
				channel.force(true);
				nanos.add((double) (System.nanoTime() - start));
			}
			return new Samples(nanos).median();
		}
	}

	private static void fact(StringBuilder facts, String name, String value) {
		facts.append("| ").append(name).append(" | ").append(value).append(" |\n");
	}

	private static String property(String name) {
		return System.getProperty(name, "unknown");
	}

	private static String value(Path file, String key) throws IOException {
		if (!Files.isReadable(file)) {
			return "unknown";
		}
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> line.startsWith(key))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse("unknown");
		}
	}

}
