package io.polystore.atomic.kill;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.polystore.atomic.test.DirectorySnapshot;
import io.polystore.atomic.write.TempNames;

/**
 * The files of a directory that are neither lock files nor temporary, with all that is in
 * them.
 */
record DocumentFiles(Map<String, String> entries) {

	static DocumentFiles in(Path directory) {
		Map<String, String> entries = new TreeMap<>(DirectorySnapshot.of(directory).entries());
		entries.entrySet().removeIf((entry) -> isOther(entry.getKey()) || entry.getValue().endsWith(" directory"));
		return new DocumentFiles(entries);
	}

	private static boolean isOther(String path) {
		return path.endsWith(".lock") || TempNames.isTemp(Path.of(path).getFileName().toString());
	}

}
