package io.polystore.atomic.json;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Another JVM that prints the changes that it is told of, until its input ends.
 */
final class WatchingProcess {

	private WatchingProcess() {
	}

	public static void main(String[] args) throws Exception {
		JsonFileRepository documents = TestDocuments.in(Path.of(args[0]));
		try (DocumentWatcher watcher = DocumentWatcher.start(documents,
				(event) -> System.out.println(event.name() + " " + event.kind()), Duration.parse(args[1]))) {
			System.out.println("watching " + (watcher != null));
			System.in.read();
		}
		catch (JsonFileException ex) {
			System.out.println("refused: " + ex.getMessage());
		}
	}

}
