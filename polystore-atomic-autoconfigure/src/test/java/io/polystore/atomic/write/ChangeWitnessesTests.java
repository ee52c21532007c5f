package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.json.DocumentWatcher;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChangeWitnessesTests {

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	private final List<String> seen = new ArrayList<>();

	private final ChangeWitness witness = (file) -> file.endsWith("file") ? new Seen(file) : null;

	@TempDir
	private Path directory;

	@AfterEach
	void remove() {
		ChangeWitnesses.remove(this.witness);
	}

	@Test
	void withoutAWitnessNothingIsDone() {
		assertThat(ChangeWitnesses.begin(this.directory)).isSameAs(ChangeWitnesses.Witnessed.BY_NOBODY);
	}

	@Test
	void aClosedWatcherLeavesNoWitness() {
		JsonFileRepository documents = new JsonFileRepository(this.files, JsonMapper.shared(), this.directory);
		try (DocumentWatcher watcher = DocumentWatcher.start(documents, (event) -> {
		})) {
			assertThat(watcher).isNotNull();
			assertThat(ChangeWitnesses.begin(this.directory)).isNotSameAs(ChangeWitnesses.Witnessed.BY_NOBODY);
		}
		withoutAWitnessNothingIsDone();
	}

	@Test
	void theRenameHappensBetweenBeginAndEnd() {
		ChangeWitnesses.add(this.witness);
		Path file = this.directory.resolve("file");
		this.files.createNew(file, bytes("1"));
		this.files.writeString(file, "2");
		this.files.write(file, (out) -> out.write(bytes("3")));
		this.files.update(file, (content) -> bytes("4"));
		this.files.update(file, (content) -> null);
		this.files.writeString(file, "5");
		this.files.delete(file);
		this.files.writeString(this.directory.resolve("other"), "6");
		assertThat(this.seen).containsExactly("begin null", "replaced 1 by 1", "end", "begin 1", "replaced 2 by 2",
				"end", "begin 2", "replaced 3 by null", "end", "begin 3", "replaced 4 by 4", "end", "begin 4",
				"deleted null", "end", "begin null", "replaced 5 by 5", "end", "begin 5", "deleted null", "end");
	}

	@Test
	void aChangeThatFailsOnlyEnds() throws IOException {
		ChangeWitnesses.add(this.witness);
		Files.createDirectories(this.directory.resolve("file/not-empty"));
		assertThatExceptionOfType(AtomicWriteException.class)
			.isThrownBy(() -> this.files.writeString(this.directory.resolve("file"), "1"));
		assertThat(this.seen).doesNotContainAnyElementsOf(List.of("replaced 1 by 1", "deleted null"));
	}

	@Test
	void aWitnessThatThrowsBreaksNothing() {
		ChangeWitness broken = (file) -> {
			throw new IllegalStateException("broken on purpose");
		};
		ChangeWitnesses.add(broken);
		ChangeWitnesses.add(this.witness);
		try {
			this.files.writeString(this.directory.resolve("file"), "1");
			assertThat(this.seen).containsExactly("begin null", "replaced 1 by 1", "end");
		}
		finally {
			ChangeWitnesses.remove(broken);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private final class Seen implements OwnChange {

		private final Path file;

		Seen(Path file) {
			this.file = file;
			see("begin " + content());
		}

		private void see(String what) {
			ChangeWitnessesTests.this.seen.add(what);
		}

		private String content() {
			try {
				return Files.isRegularFile(this.file) ? Files.readString(this.file) : null;
			}
			catch (IOException ex) {
				return ex.toString();
			}
		}

		@Override
		public void replaced(byte[] content) {
			see("replaced " + content() + " by "
					+ ((content != null) ? new String(content, StandardCharsets.UTF_8) : null));
		}

		@Override
		public void deleted() {
			see("deleted " + content());
		}

		@Override
		public void end() {
			see("end");
		}

	}

}
