package io.polystore.atomic.integration.keyvalue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

import io.polystore.atomic.autoconfigure.AtomicFileAutoConfiguration;
import io.polystore.atomic.autoconfigure.JsonFileKeyValueAutoConfiguration;
import io.polystore.atomic.autoconfigure.JsonFileRepositoryAutoConfiguration;
import io.polystore.atomic.json.CorruptJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Repositories in an application.
 */
class JsonFileRepositoriesTests {

	@TempDir
	private Path root;

	private void run(BiConsumer<NoteRepository, CounterRepository> application) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AtomicFileAutoConfiguration.class,
					JsonFileRepositoryAutoConfiguration.class, JsonFileKeyValueAutoConfiguration.class))
			.withUserConfiguration(AllInFiles.class)
			.withPropertyValues("polystore.atomic.directory=" + this.root)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				application.accept(context.getBean(NoteRepository.class), context.getBean(CounterRepository.class));
			});
	}

	private static void saveFour(NoteRepository notes) {
		notes.saveAll(List.of(new Note("1", "ann", "Birds of prey"), new Note("2", "ann", "Ants"),
				new Note("3", "bob", "Birds of passage"), new Note("4", "ann", "Cats")));
	}

	private static List<String> ids(Iterable<Note> notes) {
		return StreamSupport.stream(notes.spliterator(), false).map(Note::getId).toList();
	}

	@Test
	void findsByProperties() {
		run((notes, counters) -> {
			saveFour(notes);
			assertThat(ids(notes.findByAuthor("ann"))).containsExactlyInAnyOrder("1", "2", "4");
			assertThat(ids(notes.findByTitleContaining("Birds"))).containsExactlyInAnyOrder("1", "3");
			assertThat(ids(notes.findByTitleContainingIgnoreCaseAndAuthor("BIRDS", "ann"))).containsExactly("1");
			assertThat(ids(notes.findByTitleNotContaining("Birds"))).containsExactlyInAnyOrder("2", "4");
			assertThat(ids(notes.findByAuthorAndTitleStartingWith("ann", "Birds"))).containsExactly("1");
			assertThat(notes.findByAuthor("nobody")).isEmpty();
			assertThat(notes.countByAuthor("ann")).isEqualTo(3);
			assertThat(notes.existsByAuthor("bob")).isTrue();
			assertThat(notes.existsByAuthor("nobody")).isFalse();
		});
	}

	@Test
	void sorts() {
		run((notes, counters) -> {
			saveFour(notes);
			assertThat(ids(notes.findByAuthorOrderByTitleDesc("ann"))).containsExactly("4", "1", "2");
			assertThat(ids(notes.findByAuthor("ann", Sort.by("title")))).containsExactly("2", "1", "4");
			assertThat(ids(notes.findTop2ByOrderByTitle())).containsExactly("2", "3");
			assertThat(ids(notes.findAll(Sort.by("author").descending().and(Sort.by("title"))))).containsExactly("3",
					"2", "1", "4");
		});
	}

	@Test
	void pages() {
		run((notes, counters) -> {
			saveFour(notes);
			Page<Note> page = notes.findByAuthor("ann", PageRequest.of(1, 2, Sort.by("title")));
			assertThat(ids(page)).containsExactly("4");
			assertThat(page.getTotalElements()).isEqualTo(3);
			Page<Note> all = notes.findAll(PageRequest.of(0, 3, Sort.by("id")));
			assertThat(ids(all)).containsExactly("1", "2", "3");
			assertThat(all.getTotalPages()).isEqualTo(2);
		});
	}

	@Test
	void savesCountsAndDeletes() {
		run((notes, counters) -> {
			saveFour(notes);
			notes.save(new Note("1", "ann", "Changed"));
			assertThat(notes.findById("1")).map(Note::getTitle).contains("Changed");
			assertThat(notes.existsById("5")).isFalse();
			assertThat(notes.count()).isEqualTo(4);
			notes.deleteById("1");
			notes.deleteById("5");
			notes.deleteAll(notes.findByAuthor("bob"));
			assertThat(ids(notes.findAllById(List.of("1", "2", "3", "4")))).containsExactly("2", "4");
			notes.deleteAll();
			assertThat(notes.findAll()).isEmpty();
			assertThat(notes.count()).isZero();
		});
	}

	@Test
	void idsAreGeneratedAndMayBeNumbers() {
		run((notes, counters) -> {
			Note note = notes.save(new Note(null, "ann", "First"));
			assertThat(notes.findById(note.getId())).contains(note);
			counters.saveAll(List.of(new Counter(1L, 10), new Counter(-2L, 20)));
			assertThat(counters.findById(-2L)).contains(new Counter(-2L, 20));
			assertThat(counters.findByValueGreaterThan(10)).containsExactly(new Counter(-2L, 20));
			assertThat(this.root.resolve("entities/" + Counter.class.getName() + "/-2.json")).exists();
		});
	}

	@Test
	void everythingIsThereAfterARestart() {
		run((notes, counters) -> saveFour(notes));
		run((notes, counters) -> {
			assertThat(ids(notes.findAll(Sort.by("id")))).containsExactly("1", "2", "3", "4");
			assertThat(notes.countByAuthor("ann")).isEqualTo(3);
		});
	}

	@Test
	void hostileIdsStayInTheirDirectory() {
		run((notes, counters) -> JsonFileKeyValueAdapterTests.hostileIds().forEach((id) -> {
			Note note = notes.save(new Note(id, "ann", "First"));
			assertThat(notes.findById(id)).contains(note);
		}));
		assertThat(this.root).isDirectoryNotContaining((path) -> !path.endsWith("entities"));
		assertThat(this.root.resolve("entities")).isDirectoryNotContaining((path) -> !path.endsWith("notes"));
	}

	@Test
	void aDamagedFileIsAnErrorOfItsOwnTypeAndStaysAsItIs() {
		run((notes, counters) -> {
			saveFour(notes);
			Path file = damage("2.json");
			assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> notes.findByAuthor("bob"))
				.satisfies((ex) -> assertThat(ex.path()).hasFileName("2.json"));
			assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> notes.findById("2"));
			assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> notes.countByAuthor("bob"));
			assertThatExceptionOfType(CorruptJsonException.class)
				.isThrownBy(() -> notes.save(new Note("2", "ann", "New")));
			assertThat(file).hasContent("{\"id\": ");
			assertThat(notes.findById("1")).isPresent();
		});
	}

	private Path damage(String name) {
		try {
			return Files.writeString(this.root.resolve("entities/notes").resolve(name), "{\"id\": ");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
