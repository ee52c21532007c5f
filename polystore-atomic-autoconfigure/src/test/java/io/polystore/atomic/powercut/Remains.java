package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.write.StaleTempSweeper;
import io.polystore.atomic.write.TempNames;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an application finds that starts after a cut, and that it can go on from there.
 *
 * @param whole the documents that can be read and are whole, by name
 * @param torn the names of the others
 * @param temps how many temporary files there were
 * @param swept how many of them a sweep removed
 * @param strange what else there was
 */
record Remains(Map<String, WrittenDocument> whole, Set<String> torn, int temps, int swept, List<String> strange) {

	static Remains of(Path directory) throws IOException {
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			JsonFileRepository documents = new JsonFileRepository(files, JsonMapper.builder().build(), directory);
			Map<String, WrittenDocument> whole = new HashMap<>();
			Set<String> torn = new HashSet<>(documents.names());
			torn.forEach((name) -> read(documents, name).ifPresent((document) -> whole.put(name, document)));
			torn.removeAll(whole.keySet());
			int temps = (int) names(directory).filter(TempNames::isTemp).count();
			int swept = new StaleTempSweeper(Duration.ofDays(1), AtomicFileListener.NO_OP).sweep(directory);
			List<String> strange = names(directory).filter((name) -> !name.matches(".*\\.(json|lock)")).toList();
			goOn(documents, whole.keySet());
			return new Remains(whole, torn, temps, swept, strange);
		}
	}

	private static void goOn(JsonFileRepository documents, Set<String> names) {
		WrittenDocument next = WrittenDocument.of("started again", 0, 100);
		names.stream().limit(5).forEach((name) -> documents.save(name, next));
	}

	/** Only if it is whole. */
	private static Optional<WrittenDocument> read(JsonFileRepository documents, String name) {
		try {
			return documents.find(name, WrittenDocument.class).filter(WrittenDocument::intact);
		}
		catch (CorruptJsonException ex) {
			return Optional.empty();
		}
	}

	private static Stream<String> names(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.filter((path) -> !Files.isDirectory(path))
				.map((path) -> path.getFileName().toString())
				.toList()
				.stream();
		}
	}

}
