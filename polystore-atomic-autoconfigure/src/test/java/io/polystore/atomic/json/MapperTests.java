package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MapperTests {

	@TempDir
	Path root;

	private Path directory;

	private Path file;

	record Job(String jobName, Instant startedAt, String note) {

	}

	@BeforeEach
	void createDirectory() throws IOException {
		this.directory = Files.createDirectory(this.root.resolve("documents"));
		this.file = this.directory.resolve("d.json");
	}

	private JsonFileRepository documents(JsonMapper mapper) {
		return TestDocuments.in(this.directory, JsonFileOptions.defaults(), mapper);
	}

	private JsonFileRepository documents(JsonFileOptions options) {
		return TestDocuments.in(this.directory, options);
	}

	@Test
	void theSettingsOfTheApplicationStay() {
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build();
		Job job = new Job("nightly", Instant.ofEpochSecond(1, 5), null);
		documents(mapper).save("d", job);
		assertThat(this.file).hasContent("{\n  \"job_name\": \"nightly\",\n  \"started_at\": 1.000000005\n}");
		assertThat(documents(mapper).update("d", Job.class, (current) -> current)).isEqualTo(job);
		assertThat(documents(mapper).find("d", Job.class)).contains(job);
	}

	@Test
	void theMapperOfTheApplicationIsNotTouched() throws IOException {
		JsonMapper mapper = JsonMapper.builder().build();
		documents(mapper).save("d", Map.of("a", 1.5));
		assertThat(mapper.writeValueAsString(Map.of("a", 1e7))).isEqualTo("{\"a\":1.0E7}");
		assertThat(mapper.readTree("1.00000000000000000001").toString()).isEqualTo("1.0");
	}

	@Test
	void theLayoutIsOursWhateverTheApplicationLikes() throws IOException {
		JsonMapper mapper = JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.enable(JsonWriteFeature.ESCAPE_NON_ASCII, JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
			.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.disable(JsonWriteFeature.QUOTE_PROPERTY_NAMES)
			.disable(JsonNodeFeature.WRITE_NULL_PROPERTIES, JsonNodeFeature.READ_NULL_PROPERTIES)
			.enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
			.build();
		String content = "{\n  \"ü/😀\": [],\n  \"n\": null,\n  \"x\": [\n    1e+100,\n    1.50\n  ]\n}";
		Files.writeString(this.file, content);
		documents(mapper).update("d", ObjectNode.class, (tree) -> tree.put("new", true));
		documents(mapper).update("d", ObjectNode.class, (tree) -> tree.without("new"));
		assertThat(this.file).content(StandardCharsets.UTF_8).isEqualTo(content);
	}

	@Test
	void commentsAreNotAcceptedBecauseAnUpdateWouldLoseThem() throws IOException {
		JsonMapper mapper = JsonMapper.builder()
			.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_YAML_COMMENTS,
					JsonReadFeature.ALLOW_TRAILING_COMMA)
			.build();
		Files.writeString(this.file, "{\"a\": 1,}");
		assertThat(documents(mapper).find("d", JsonNode.class)).isPresent();
		Files.writeString(this.file, "{\"a\": 1 /* why */}");
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> documents(mapper).find("d", JsonNode.class));
	}

	@Test
	void customizersComeLastAndInOrder() {
		JsonFileRepository documents = documents(JsonFileOptions.defaults()
			.withCustomizers(List.of((builder) -> builder.enable(JsonWriteFeature.ESCAPE_NON_ASCII),
					(builder) -> builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE),
					(builder) -> builder.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE))));
		documents.save("d", new Job("ü", null, null));
		assertThat(this.file).content().contains("\"job-name\": \"\\u00fc\"");
	}

	@Test
	void aCustomizerMayAllowWhatIsNoNumber() {
		JsonFileRepository quoted = documents(JsonFileOptions.defaults()
			.withCustomizers(List.of((builder) -> builder.enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS))));
		quoted.save("d", Double.NaN);
		assertThat(this.file).hasContent("\"NaN\"");
		JsonFileRepository bare = documents(JsonFileOptions.defaults()
			.withCustomizers(List.of((builder) -> builder.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS))));
		bare.save("d", Double.NEGATIVE_INFINITY);
		assertThat(this.file).hasContent("-Infinity");
		assertThat(bare.find("d", Double.class)).contains(Double.NEGATIVE_INFINITY);
		bare.update("d", JsonNode.class, (tree) -> tree);
		assertThat(this.file).hasContent("-Infinity");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0 | {"a":[1,{"b":[]}],"c":{}}
			1 | {@ "a": [@  1,@  {@   "b": []@  }@ ],@ "c": {}@}
			2 | {@  "a": [@    1,@    {@      "b": []@    }@  ],@  "c": {}@}
			3 | {@   "a": [@      1,@      {@         "b": []@      }@   ],@   "c": {}@}
			""")
	void theIndentationIsAChoice(int indent, String expected) throws IOException {
		Files.writeString(this.file, "{\"a\": [1, {\"b\": []}], \"c\": {}}");
		documents(JsonFileOptions.defaults().withIndent(indent)).update("d", JsonNode.class, (tree) -> tree);
		assertThat(this.file).hasContent(expected.replace('@', '\n'));
	}

}
