package io.polystore.sample.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Where the files of the runs are. Each run has a directory of its own, so that no file
 * of a run that is over, a lock file least of all, is in the way of another.
 */
final class LabDirectory {

	/**
	 * Longer than any run: another application may share the directory.
	 */
	private static final Duration IN_USE = Duration.ofMinutes(10);

	private final Path root;

	private @Nullable Path latest;

	LabDirectory(Path root) {
		this.root = root;
	}

	Path create(String run) throws IOException {
		Files.createDirectories(this.root);
		for (Path old : runs()) {
			if (old.equals(this.latest) || isOld(old)) {
				FileSystemUtils.deleteRecursively(old);
			}
		}
		this.latest = Files.createDirectory(this.root.resolve(run));
		return this.latest;
	}

	private List<Path> runs() throws IOException {
		try (Stream<Path> runs = Files.list(this.root)) {
			return runs.toList();
		}
	}

	private static boolean isOld(Path run) throws IOException {
		return Files.getLastModifiedTime(run).toInstant().isBefore(Instant.now().minus(IN_USE));
	}

}
