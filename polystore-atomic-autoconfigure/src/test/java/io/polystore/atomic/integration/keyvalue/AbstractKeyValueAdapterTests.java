package io.polystore.atomic.integration.keyvalue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.keyvalue.core.KeyValueAdapter;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.keyvalue.core.mapping.context.KeyValueMappingContext;
import org.springframework.data.util.CloseableIterator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Data expects of every adapter.
 */
abstract class AbstractKeyValueAdapterTests {

	static final String NOTES = "notes";

	private static final Note ONE = new Note("one", "ann", "First");

	private static final Note TWO = new Note("two", "bob", "Second");

	final KeyValueMappingContext<?, ?> context = new KeyValueMappingContext<>();

	abstract KeyValueAdapter adapter();

	@BeforeEach
	void learnTypes() {
		this.context.getPersistentEntity(Note.class);
		this.context.getPersistentEntity(Counter.class);
	}

	@Test
	void thereIsNothingAtFirst() {
		assertThat(adapter().get("one", NOTES)).isNull();
		assertThat(adapter().get("one", NOTES, Note.class)).isNull();
		assertThat(adapter().contains("one", NOTES)).isFalse();
		assertThat(adapter().count(NOTES)).isZero();
		assertThat(adapter().getAllOf(NOTES)).isEmpty();
		assertThat(entries(NOTES)).isEmpty();
	}

	@Test
	void putReturnsWhatItReplaces() {
		assertThat(adapter().put("one", ONE, NOTES)).isNull();
		Note changed = new Note("one", "ann", "Changed");
		assertThat(adapter().put("one", changed, NOTES)).isEqualTo(ONE);
		assertThat(adapter().get("one", NOTES)).isEqualTo(changed);
		assertThat(adapter().get("one", NOTES, Note.class)).isEqualTo(changed);
		assertThat(adapter().contains("one", NOTES)).isTrue();
		assertThat(adapter().count(NOTES)).isOne();
	}

	@Test
	void deleteReturnsWhatItDeletes() {
		adapter().put("one", ONE, NOTES);
		adapter().put("two", TWO, NOTES);
		assertThat(adapter().delete("one", NOTES)).isEqualTo(ONE);
		assertThat(adapter().delete("one", NOTES)).isNull();
		assertThat(adapter().delete("two", NOTES, Note.class)).isEqualTo(TWO);
		assertThat(adapter().delete("two", NOTES, Note.class)).isNull();
		assertThat(adapter().count(NOTES)).isZero();
	}

	@Test
	void keySpacesAreIndependent() {
		adapter().put("one", ONE, NOTES);
		adapter().put(1L, new Counter(1L, 7), Counter.class.getName());
		adapter().deleteAllOf(NOTES);
		assertThat(adapter().getAllOf(NOTES)).isEmpty();
		assertThat(adapter().get(1L, Counter.class.getName())).isEqualTo(new Counter(1L, 7));
	}

	@Test
	void listsEverythingWithItsId() {
		adapter().put("one", ONE, NOTES);
		adapter().put("two", TWO, NOTES);
		adapter().put(-1L, new Counter(-1L, 7), Counter.class.getName());
		assertThat(adapter().getAllOf(NOTES)).containsExactlyInAnyOrder(ONE, TWO);
		assertThat(adapter().getAllOf(NOTES, Note.class)).containsExactlyInAnyOrder(ONE, TWO);
		assertThat(entries(NOTES)).containsOnly(Map.entry("one", ONE), Map.entry("two", TWO));
		assertThat(entries(Counter.class.getName())).containsOnly(Map.entry(-1L, new Counter(-1L, 7)));
	}

	Map<Object, Object> entries(String keyspace) {
		Map<Object, Object> all = new HashMap<>();
		try (CloseableIterator<Map.Entry<Object, Object>> entries = adapter().entries(keyspace)) {
			entries.forEachRemaining((entry) -> all.put(entry.getKey(), entry.getValue()));
		}
		return all;
	}

	@Test
	void aTemplateUsesIt() {
		KeyValueTemplate template = new KeyValueTemplate(adapter(), this.context);
		template.insert(ONE);
		template.insert(TWO);
		template.update(new Note("two", "bob", "Changed"));
		assertThat(template.findById("two", Note.class)).map(Note::getTitle).contains("Changed");
		assertThat(template.findAll(Note.class)).hasSize(2);
		assertThat(template.count(Note.class)).isEqualTo(2);
		assertThat(template.delete(ONE)).isEqualTo(ONE);
		template.delete(Note.class);
		assertThat(template.findAll(Note.class)).isEqualTo(List.of());
	}

	@Test
	void anIdIsGenerated() {
		KeyValueTemplate template = new KeyValueTemplate(adapter(), this.context);
		Note note = template.insert(new Note(null, "ann", "First"));
		assertThat(template.findById(note.getId(), Note.class)).contains(note);
		Counter counter = template.insert(new Counter(null, 7));
		assertThat(template.findAll(Counter.class)).singleElement().extracting(Counter::value).isEqualTo(7);
		assertThat(counter).isNotNull();
	}

}
