package io.polystore.atomic.testing;

import io.polystore.atomic.integration.keyvalue.AllInFiles;
import io.polystore.atomic.integration.keyvalue.Note;
import io.polystore.atomic.integration.keyvalue.NoteRepository;
import io.polystore.atomic.json.JsonFileRepository;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.integration.metadata.MetadataStore;

import static io.polystore.atomic.testing.DocumentsAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other libraries keep in documents is in memory, too.
 */
@AtomicFilesTest(properties = "polystore.atomic.integration.metadata-store.enabled=true")
@Import(AllInFiles.class)
class AdaptersInMemoryTests {

	@Autowired
	private JsonFileRepository documents;

	@Test
	void entitiesAreDocumentsOfTheTest(@Autowired NoteRepository notes) {
		Note note = new Note();
		note.setAuthor("ann");
		String id = notes.save(note).getId();
		assertThat(this.documents).hasOnlyDocuments("entities/notes/" + id);
		assertThat(notes.findByAuthor("ann")).containsExactly(note);
	}

	@Test
	void metadataAreADocumentOfTheTest(@Autowired MetadataStore store) {
		store.put("key", "one");
		assertThat(this.documents).hasOnlyDocuments("metadata-store");
		assertThat(store.get("key")).isEqualTo("one");
	}

}
