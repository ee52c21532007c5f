package io.polystore.atomic.json;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.LockKind;
import io.polystore.atomic.test.Workers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JVM that counts in a field of its own of a JSON document that others count in, too.
 */
final class CountingProcess {

	private static final int THREADS = 2;

	private CountingProcess() {
	}

	public static void main(String[] args) throws Exception {
		Path file = Path.of(args[0]);
		String name = file.getFileName().toString().replace(".json", "");
		int times = Integer.parseInt(args[2]);
		AtomicInteger acknowledged = new AtomicInteger();
		try (AtomicFileTemplate files = AtomicFileTemplate.builder()
			.lockProvider(LockKind.valueOf(args[3]).provider())
			.build()) {
			JsonFileRepository documents = new JsonFileRepository(files, JsonMapper.builder().build(),
					file.getParent());
			System.out.println("ready");
			System.in.read();
			Workers.run(THREADS, (thread) -> {
				for (int i = 0; i < times / THREADS; i++) {
					if (count(documents, name, args[1])) {
						acknowledged.incrementAndGet();
					}
				}
			});
		}
		System.out.println("acknowledged " + acknowledged);
	}

	private static boolean count(JsonFileRepository documents, String name, String field) {
		try {
			documents.update(name, ObjectNode.class,
					(document) -> document.put(field, document.get(field).asInt() + 1));
			return true;
		}
		catch (AtomicFileException ex) {
			System.out.println("failed: " + ex);
			return false;
		}
	}

}
