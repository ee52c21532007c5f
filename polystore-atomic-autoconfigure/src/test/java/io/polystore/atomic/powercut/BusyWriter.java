package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.test.Background;
import io.polystore.atomic.test.Workers;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM whose threads work on the same documents as those of other ones, until it is told
 * to stop.
 */
final class BusyWriter {

	static final int THREADS = 4;

	private BusyWriter() {
	}

	/**
	 * Starts to write.
	 * @param args the directory of the documents, that of the logs, the name of this
	 * process, the seed of its choices, and which forces take place
	 */
	public static void main(String[] args) throws Exception {
		Forces forces = Forces.valueOf(args[4]);
		AtomicBoolean stopped = new AtomicBoolean();
		Background.of(() -> {
			int end = System.in.read();
			stopped.set(true);
			return end;
		});
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().durability(forces.durability()).build()) {
			JsonFileRepository documents = new JsonFileRepository(files, JsonMapper.builder().build(),
					forces.directory(Path.of(args[0])));
			Workers.run(THREADS, (thread) -> {
				String name = args[2] + thread;
				try (OperationLog log = new OperationLog(Path.of(args[1], name))) {
					work(new BusyThread(name, Long.parseLong(args[3]) + thread, files, documents, log), stopped);
				}
			});
		}
	}

	private static void work(BusyThread thread, AtomicBoolean stopped) throws IOException {
		while (!stopped.get()) {
			thread.step();
		}
	}

}
