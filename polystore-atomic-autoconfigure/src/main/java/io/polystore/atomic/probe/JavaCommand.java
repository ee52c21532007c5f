package io.polystore.atomic.probe;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The command that starts a JVM like this one. Runtimes that were cut to size may lack
 * it.
 */
final class JavaCommand {

	private JavaCommand() {
	}

	static Path find() throws FileNotFoundException {
		@Nullable String home = System.getProperty("java.home");
		if (home != null) {
			for (String name : List.of("java", "java.exe")) {
				Path command = Path.of(home, "bin", name);
				if (Files.isExecutable(command)) {
					return command;
				}
			}
		}
		throw new FileNotFoundException("there is no 'bin/java' in 'java.home' (%s)".formatted(home));
	}

}
