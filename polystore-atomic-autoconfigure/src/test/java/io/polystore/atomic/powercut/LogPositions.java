package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long each log was at one moment.
 *
 * @param lengths the lengths in bytes, by the name of the log
 */
record LogPositions(Map<String, Long> lengths) {

	static LogPositions now(Path directory) throws IOException {
		Map<String, Long> lengths = new HashMap<>();
		for (Path log : logs(directory)) {
			lengths.put(log.getFileName().toString(), Files.size(log));
		}
		return new LogPositions(lengths);
	}

	static List<Path> logs(Path directory) throws IOException {
		try (Stream<Path> logs = Files.list(directory)) {
			return logs.toList();
		}
	}

	long of(String log) {
		return this.lengths.getOrDefault(log, 0L);
	}

	long total() {
		return this.lengths.values().stream().mapToLong(Long::longValue).sum();
	}

}
