package io.polystore.atomic.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the numbers come from.
 */
final class Machine {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

	private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

	private Machine() {
	}

	static String describe(Path directory) throws IOException {
		StringBuilder facts = new StringBuilder("| | |\n|---|---|\n");
		fact(facts, "cores", Runtime.getRuntime().availableProcessors() + " × " + value(CPU_INFO, "model name"));
		fact(facts, "memory", value(MEMORY_INFO, "MemTotal"));
		fact(facts, "JDK", property("java.vm.name") + " " + property("java.vm.version"));
		fact(facts, "kernel", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
		fact(facts, "file system", Files.getFileStore(directory).type());
		return facts.toString();
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
