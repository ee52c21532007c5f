package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all logs together tell.
 */
final class OperationHistory {

	private final Map<String, LoggedOperation> operations = new HashMap<>();

	private final Map<String, List<LoggedOperation>> byDocument = new HashMap<>();

	static OperationHistory read(Path logs) throws IOException {
		OperationHistory history = new OperationHistory();
		for (Path log : LogPositions.logs(logs)) {
			history.add(log);
		}
		return history;
	}

	private void add(Path log) throws IOException {
		long position = 0;
		for (String line : Files.readAllLines(log)) {
			position += line.getBytes(StandardCharsets.UTF_8).length + 1;
			add(log.getFileName().toString(), position, line.split(" "));
		}
	}

	private void add(String log, long position, String[] words) {
		long time = Long.parseLong(words[0]);
		String kind = words[1];
		switch (kind) {
			case OperationLog.WRITES, OperationLog.DELETES ->
				add(words[2], new LoggedOperation(log, words[3], kind.equals(OperationLog.DELETES), time, position));
			case OperationLog.DONE -> operation(words[2]).end(false, Long.parseLong(words[3]), time, position);
			case OperationLog.REFUSED -> operation(words[2]).end(true, 0, time, position);
			default -> throw new IllegalArgumentException(kind);
		}
	}

	private void add(String id, LoggedOperation operation) {
		this.operations.put(id, operation);
		this.byDocument.computeIfAbsent(operation.document(), (document) -> new ArrayList<>()).add(operation);
	}

	/** Returns {@code null} if no log tells of it. */
	LoggedOperation operation(String id) {
		return this.operations.get(id);
	}

	Set<String> documents() {
		return this.byDocument.keySet();
	}

	List<LoggedOperation> of(String document) {
		return this.byDocument.getOrDefault(document, List.of());
	}

	long acknowledged(LogPositions positions) {
		return this.operations.values().stream().filter((operation) -> operation.isAcknowledged(positions)).count();
	}

}
