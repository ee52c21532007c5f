package io.polystore.atomic.integration.keyvalue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.Suite;
import io.polystore.atomic.test.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.keyvalue.core.KeyValueTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities among threads and real processes, some of which are killed.
 */
@Timeout(600)
class KeyValueProcessTests {

	private static final int NOTES = 100;

	@TempDir
	private Path root;

	private static void assertWhole(Note note) {
		assertThat(note.getTitle()).isEqualTo(KeyValueProcess.title(note.getAuthor()));
	}

	@Test
	void ofTwoProcessesEverySaveIsThereAndEveryEntityIsWholeAtAnyTime() {
		KeyValueTemplate template = KeyValueProcess.template(this.root);
		try (ChildJvm one = KeyValueProcess.start(this.root, "one", NOTES);
				ChildJvm two = KeyValueProcess.start(this.root, "two", NOTES)) {
			one.send("");
			two.send("");
			while (one.isAlive() || two.isAlive()) {
				assertThat(template.findAll(Note.class)).allSatisfy(KeyValueProcessTests::assertWhole);
			}
			assertThat(List.of(one.awaitExit(), two.awaitExit())).containsOnly(0);
		}
		assertThat(template.findAll(Note.class)).hasSize(2 * NOTES + 1).allSatisfy(KeyValueProcessTests::assertWhole);
	}

	@Test
	void ofManyThreadsEverySaveIsThere() throws Exception {
		KeyValueTemplate template = KeyValueProcess.template(this.root);
		Workers.run(8, (thread) -> {
			for (int i = 0; i < 10; i++) {
				template.insert(new Note(thread + "-" + i, "ann", KeyValueProcess.title("ann")));
				template.update(new Note("shared", "ann", KeyValueProcess.title("ann")));
			}
		});
		assertThat(template.findAll(Note.class)).hasSize(81).allSatisfy(KeyValueProcessTests::assertWhole);
	}

	@Test
	void whatWasSavedSurvivesAKill() {
		int saved = 0;
		for (int round = 1; round <= Suite.count(3, 30); round++) {
			Path directory = this.root.resolve("round-" + round);
			String last = KeyValueProcess.SAVED + "one-" + round * 13;
			try (ChildJvm child = KeyValueProcess.start(directory, "one", Integer.MAX_VALUE)) {
				child.send("");
				child.awaitLine(last::equals);
				child.kill();
				saved += assertSaved(child, KeyValueProcess.template(directory));
			}
		}
		Suite.report("Killed key-value repositories", Map.of("saved", saved, "lost", 0));
	}

	private static int assertSaved(ChildJvm child, KeyValueTemplate template) {
		List<String> saved = child.linesAfter(KeyValueProcess.SAVED);
		assertThat(saved).allSatisfy((id) -> assertThat(template.findById(id, Note.class)).isPresent());
		assertThat(template.findAll(Note.class)).allSatisfy(KeyValueProcessTests::assertWhole);
		template.update(new Note("shared", "after", KeyValueProcess.title("after")));
		return saved.size();
	}

}
