package io.polystore.atomic.write;

import java.nio.file.Path;

import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * Another process whose system calls are looked at: one write that succeeds, one whose
 * serialiser fails, and an update that keeps a version, with a marker before each and at
 * the end.
 */
final class SystemCallMain {

	private SystemCallMain() {
	}

	public static void main(String[] args) {
		Path file = Path.of(args[0]);
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			files.write(file, "first".getBytes());
			mark(file, "marker-success");
			files.write(file, "second".getBytes());
			mark(file, "marker-failure");
			try {
				files.write(file, (out) -> {
					out.write("third".getBytes());
					out.flush();
					throw new IllegalStateException("serialiser failed");
				});
			}
			catch (IllegalStateException ex) {
				System.out.println(ex.getMessage());
			}
			mark(file, "marker-version");
			WriteOptions options = WriteOptions.inherit().withKeptVersions(1);
			files.update(file, options, (content) -> "fourth".getBytes());
			mark(file, "marker-end");
		}
	}

	private static void mark(Path file, String name) {
		file.resolveSibling(name).toFile().delete();
	}

}
