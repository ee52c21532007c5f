package io.polystore.atomic.write;

import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileTemplate;

/**
 * Another process whose system calls are looked at: one write that succeeds and one whose
 * serialiser fails, with a marker before each and at the end.
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
			mark(file, "marker-end");
		}
	}

	private static void mark(Path file, String name) {
		file.resolveSibling(name).toFile().delete();
	}

}
