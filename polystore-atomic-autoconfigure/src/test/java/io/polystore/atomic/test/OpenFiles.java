package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * The descriptors of a process, as Linux shows them.
 */
public final class OpenFiles {

	private OpenFiles() {
	}

	/** What is open in a directory, and the directory itself if it is open. */
	public static List<String> under(Path directory) throws IOException {
		return named(directory.toRealPath().toString());
	}

	/** What is open and has a name that begins so. */
	public static List<String> named(String prefix) throws IOException {
		return named(prefix, ProcessHandle.current().pid());
	}

	/** What another process has open and has a name that begins so. */
	public static List<String> named(String prefix, long pid) throws IOException {
		Path all = Path.of("/proc", Long.toString(pid), "fd");
		Assumptions.assumeTrue(Files.isDirectory(all), "this system does not show descriptors");
		try (Stream<Path> descriptors = Files.list(all)) {
			return descriptors.map(OpenFiles::target).filter((target) -> target.startsWith(prefix)).toList();
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
