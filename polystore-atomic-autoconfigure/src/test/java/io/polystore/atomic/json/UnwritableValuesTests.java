package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnwritableValuesTests {

	@TempDir
	Path root;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() throws IOException {
		Path directory = Files.createDirectory(this.root.resolve("documents"));
		this.documents = TestDocuments.in(directory);
		this.documents.save("d", "before");
	}

	static Stream<Object> values() {
		Map<String, Object> endless = new HashMap<>();
		endless.put("self", endless);
		List<Object> deep = new ArrayList<>();
		for (int i = 0; i < 5000; i++) {
			deep = new ArrayList<>(List.of(deep));
		}
		return Stream.of(endless, deep, new Failing(), new Node(), new Raw("{"), new Raw(""), new Raw("1 2"),
				new RawRoot("1 2"), new RawRoot(""), new RawRoot("[] {}"), new Twice(), new Unfinished());
	}

	public static class Failing {

		public String getName() {
			throw new IllegalStateException("not now");
		}

	}

	public static class Node {

		public final Node self = this;

	}

	record Raw(@JsonRawValue String value) {

	}

	record RawRoot(@JsonValue @JsonRawValue String value) {

	}

	public static class Twice {

		public int a = 1;

		@JsonAnyGetter
		public Map<String, Object> rest() {
			return Map.of("a", 2);
		}

	}

	@JsonSerialize(using = Unfinished.Serializer.class)
	static class Unfinished {

		static class Serializer extends ValueSerializer<Unfinished> {

			@Override
			public void serialize(Unfinished value, JsonGenerator generator, SerializationContext context) {
				generator.writeStartObject();
				generator.writeName("a");
				throw new UnsupportedOperationException();
			}

		}

	}

	@ParameterizedTest
	@MethodSource("values")
	void aValueThatIsNoJsonIsATypedErrorAndChangesNothing(Object value) {
		DirectorySnapshot before = DirectorySnapshot.of(this.documents.directory());
		assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.save("d", value))
			.withMessageContaining(value.getClass().getName())
			.withMessageContaining("d.json")
			.withMessageContaining("nothing was changed")
			.satisfies((ex) -> assertThat(ex.getCause()).isNotNull());
		assertThatExceptionOfType(JsonFileException.class)
			.isThrownBy(() -> this.documents.update("d", Object.class, (current) -> value));
		assertThatExceptionOfType(JsonFileException.class)
			.isThrownBy(() -> this.documents.update("new", Object.class, () -> value, (current) -> current));
		assertThat(DirectorySnapshot.of(this.documents.directory())).isEqualTo(before);
		this.documents.update("d", String.class, (current) -> current + " and after");
		assertThat(this.documents.find("d", String.class)).contains("before and after");
	}

	@JsonSerialize(using = Nested.Serializer.class)
	record Nested(double number) {

		static class Serializer extends ValueSerializer<Nested> {

			@Override
			public void serialize(Nested value, JsonGenerator generator, SerializationContext context) {
				generator.writeStartArray();
				generator.writePOJO(value.number);
				generator.writePOJO(new double[] { value.number });
				generator.writeTree(generatorTree(value.number));
				generator.writeArray(new double[] { 9, value.number, 9 }, 1, 1);
				generator.writeEndArray();
			}

			private static JsonNode generatorTree(double number) {
				return tools.jackson.databind.node.JsonNodeFactory.instance.numberNode(number);
			}

		}

	}

	@Test
	void valuesInsideOfValuesHaveOurLayoutToo() {
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("nested", new Nested(1e7));
		this.documents.save("d", value);
		assertThat(this.documents.directory().resolve("d.json")).hasContent("""
				{
				  "nested": [
				    10000000.0,
				    [
				      10000000.0
				    ],
				    10000000.0,
				    [
				      10000000.0
				    ]
				  ]
				}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "half \ud83d", "\ude00 half", "\ud83d\ud83d\ude00\ude00", "\ude00\ud83d" })
	void halfASurrogatePairIsKeptAsAnEscape(String text) throws IOException {
		for (String padding : new String[] { "", "x".repeat(7999), "ü".repeat(3999), "😀".repeat(1999) }) {
			Map<String, String> value = Map.of(padding + text, text + padding);
			this.documents.save("d", value);
			assertThat(this.documents.update("d", JsonNode.class, (tree) -> tree).get(padding + text).asString())
				.isEqualTo(text + padding);
		}
		this.documents.save("d", "\ud83d");
		assertThat(Files.readString(this.documents.directory().resolve("d.json"))).isEqualTo("\"\\ud83d\"");
	}

}
