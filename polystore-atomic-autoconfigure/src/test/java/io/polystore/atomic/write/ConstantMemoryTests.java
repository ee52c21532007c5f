package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.test.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams need no more memory than their buffers.
 */
class ConstantMemoryTests {

	private static final int MEBIBYTES = 1024;

	@TempDir
	private Path directory;

	@Test
	void aGibibyteIsStreamedWithAHeapOf64Mebibytes() throws IOException {
		Path file = this.directory.resolve("file");
		ChildJvm.of(StreamMain.class, file.toString(), Integer.toString(MEBIBYTES)).options("-Xmx64m").run();
		assertThat(Files.size(file)).isEqualTo((long) MEBIBYTES << 20);
		Files.delete(file);
	}

}
