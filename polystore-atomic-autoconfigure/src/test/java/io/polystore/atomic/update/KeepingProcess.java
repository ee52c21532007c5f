package io.polystore.atomic.update;

import java.nio.file.Path;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.test.Workers;

/**
 * A JVM whose threads append to one file and keep versions of it, and that says which it
 * could not keep.
 */
final class KeepingProcess {

	static final int KEEP = 20;

	static final int THREADS = 2;

	private KeepingProcess() {
	}

	public static void main(String[] args) throws Exception {
		Path file = Path.of(args[0]);
		TestFiles files = new TestFiles(new AtomicFileListener() {

			@Override
			public void versionNotKept(Path path, Throwable cause) {
				System.out.println("not kept: " + cause);
			}

		}, UpdateSettings.DEFAULT_MAX_HOLD);
		WriteOptions options = WriteOptions.of(Durability.NONE).withKeptVersions(KEEP);
		System.out.println("ready");
		System.in.read();
		Workers.run(THREADS, (thread) -> {
			for (int i = 0; i < Integer.parseInt(args[2]); i++) {
				files.update(file, options, PipelineFixture.appending(args[1] + thread + "-" + i + ","));
			}
		});
	}

}
