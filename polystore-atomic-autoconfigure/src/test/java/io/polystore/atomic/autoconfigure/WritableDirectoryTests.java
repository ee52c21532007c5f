package io.polystore.atomic.autoconfigure;

import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.core.AtomicFileTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WritableDirectoryTests {

	@Test
	void fileSystemThatCannotForceADirectoryIsReported() throws Exception {
		try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
				AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			Path directory = windows.getPath("C:\\state");
			FailureAnalysis report = check(directory, files);
			assertThat(report.getDescription())
				.startsWith("The directory 'C:\\state' (property 'polystore.atomic.directory') cannot be written to: ")
				.contains("cannot force a directory", "polystore.atomic.write.durability",
						"polystore.atomic.write.allow-missing-directory-force");
			assertThat(report.getAction()).contains("set 'polystore.atomic.directory' to another directory");
			assertThat(directory).doesNotExist();
		}
	}

	@Test
	void linkThatLeadsNowhereIsReported(@TempDir Path root) throws Exception {
		Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("nowhere"));
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			assertThat(check(link, files).getDescription()).endsWith("'%s' is not a directory".formatted(link));
		}
	}

	@Test
	void writableDirectoryIsCreatedAndLeftEmpty(@TempDir Path root) {
		Path directory = root.resolve("new/state");
		try (AtomicFileTemplate files = AtomicFileTemplate.builder().build()) {
			new WritableDirectory("polystore.atomic.directory", directory).check(files, WriteOptions.inherit());
		}
		assertThat(directory).isEmptyDirectory();
	}

	private static FailureAnalysis check(Path directory, AtomicFileTemplate files) {
		return assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new WritableDirectory("polystore.atomic.directory", directory).check(files,
					WriteOptions.inherit()))
			.actual()
			.analysis();
	}

}
