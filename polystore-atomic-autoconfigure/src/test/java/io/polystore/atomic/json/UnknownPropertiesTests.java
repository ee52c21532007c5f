package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnknownPropertiesTests {

	@TempDir
	Path root;

	private Path directory;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() throws IOException {
		this.directory = Files.createDirectory(this.root.resolve("documents"));
		this.documents = TestDocuments.in(this.directory);
	}

	public static class Counter {

		public int counter;

	}

	record CounterRecord(int counter) {

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	public static class Tolerant extends Counter {

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record TolerantRecord(int counter) {

	}

	@JsonIgnoreProperties("owner")
	public static class IgnoresByName extends Counter {

	}

	@JsonIncludeProperties("counter")
	public static class IncludesByName extends Counter {

	}

	public static class IgnoresField extends Counter {

		@JsonIgnore
		public String owner = "mine";

	}

	@JsonDeserialize(builder = Built.Builder.class)
	record Built(int counter) {

		@JsonPOJOBuilder(withPrefix = "")
		static class Builder {

			private int counter;

			Builder counter(int value) {
				this.counter = value;
				return this;
			}

			Built build() {
				return new Built(this.counter);
			}

		}

	}

	static Stream<Class<?>> typesThatDoNotKnowTheOwner() {
		return Stream.of(Counter.class, CounterRecord.class, Tolerant.class, TolerantRecord.class, IgnoresByName.class,
				IncludesByName.class, IgnoresField.class, Built.class);
	}

	@ParameterizedTest
	@MethodSource("typesThatDoNotKnowTheOwner")
	void anUpdateThatWouldLoseAPropertyFails(Class<?> type) throws IOException {
		write("{\"counter\": 1, \"owner\": \"ops\"}");
		DirectorySnapshot before = DirectorySnapshot.of(this.directory);
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> update(type))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("owner"))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(file()))
			.withMessageContaining("'owner'")
			.withMessageContaining(type.getName());
		assertThat(DirectorySnapshot.of(this.directory)).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("typesThatDoNotKnowTheOwner")
	void findDoesNotMind(Class<?> type) throws IOException {
		write("{\"counter\": 1, \"owner\": \"ops\"}");
		assertThat(this.documents.find("d", type)).isPresent();
	}

	@ParameterizedTest
	@MethodSource("typesThatDoNotKnowTheOwner")
	void toDropThemIsAChoice(Class<?> type) throws IOException {
		write("{\"counter\": 1, \"owner\": \"ops\"}");
		this.documents = TestDocuments.in(this.directory,
				JsonFileOptions.defaults().withUnknownProperties(UnknownProperties.DROP));
		update(type);
		assertThat(tree().get("counter").asInt()).isOne();
		assertThat(tree().has("owner")).isFalse();
	}

	@ParameterizedTest
	@MethodSource("typesThatDoNotKnowTheOwner")
	void whatTheTypeItselfWroteIsUpdatedAgain(Class<?> type) throws IOException {
		write("{\"counter\": 1}");
		update(type);
		update(type);
		assertThat(tree().get("counter").asInt()).isOne();
	}

	private void update(Class<?> type) {
		this.documents.update("d", type, (current) -> current);
	}

	record Inner(int known) {

	}

	record Outer(Inner inner, List<Inner> list, Map<String, Inner> map) {

	}

	static Stream<Arguments> nestedProperties() {
		return Stream.of(Arguments.of("{\"inner\": {\"known\": 1, \"other\": 1}}", "inner.other"),
				Arguments.of("{\"list\": [{\"known\": 1}, {\"known\": 2, \"other\": 1}]}", "list[1].other"),
				Arguments.of("{\"map\": {\"a b\": {\"known\": 1, \"other\": [1, 2]}}}", "map.a b.other"),
				Arguments.of("{\"map\": {}, \"evil\\nname\": 1}", "evil\nname"));
	}

	@ParameterizedTest
	@MethodSource("nestedProperties")
	void thePropertyIsNamedByItsPath(String content, String property) throws IOException {
		write(content);
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> update(Outer.class))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(property))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\n"));
	}

	@Test
	void theTypeOfThePropertyIsNamed() throws IOException {
		write("{\"inner\": {\"known\": 1, \"other\": 1}}");
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> update(Outer.class))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo(Inner.class));
	}

	public static class Tolerating {

		@JsonIgnoreProperties(ignoreUnknown = true)
		public Counter child;

	}

	@Test
	void whatASinglePropertyToleratesFailsToo() throws IOException {
		write("{\"child\": {\"counter\": 1, \"owner\": 1}}");
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> update(Tolerating.class))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("child.owner"));
	}

	public static class Wrapping {

		@JsonUnwrapped
		public Counter inner = new Counter();

		public int own;

	}

	@Test
	void anUnwrappedValueKnowsItsOwnPropertiesOnly() throws IOException {
		write("{\"own\": 1, \"counter\": 2}");
		update(Wrapping.class);
		write("{\"own\": 1, \"counter\": 2, \"owner\": 3}");
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> update(Wrapping.class));
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	public static class Typed extends Counter {

	}

	@Test
	void aTypeIdIsKnown() {
		this.documents.save("d", new Typed());
		update(Typed.class);
		assertThat(tree().has("@class")).isTrue();
	}

	public static class Open extends Counter {

		private final Map<String, Object> rest = new LinkedHashMap<>();

		@JsonAnySetter
		void set(String name, Object value) {
			this.rest.put(name, value);
		}

		@JsonAnyGetter
		Map<String, Object> getRest() {
			return this.rest;
		}

	}

	@Test
	void anAnySetterKeepsThem() throws IOException {
		write("{\"counter\": 1, \"owner\": {\"name\": \"ops\", \"since\": 1.00000000000000000001}}");
		this.documents.update("d", Open.class, (open) -> {
			open.counter++;
			return open;
		});
		assertThat(tree()).hasToString("{\"counter\":2,\"owner\":{\"name\":\"ops\",\"since\":1.00000000000000000001}}");
	}

	@Test
	void treesAndMapsKeepThem() throws IOException {
		write("{\"counter\": 1, \"owner\": \"ops\"}");
		this.documents.update("d", JsonNode.class, (tree) -> tree);
		this.documents.update("d", new TypeReference<Map<String, Object>>() {
		}, (map) -> {
			map.put("counter", 2);
			return map;
		});
		assertThat(tree()).hasToString("{\"counter\":2,\"owner\":\"ops\"}");
	}

	public static class Computed extends Counter {

		public int getTwice() {
			return 2 * this.counter;
		}

		@JsonProperty(access = JsonProperty.Access.READ_ONLY)
		public String label = "computed";

		@JsonAlias("old")
		public int renamed;

	}

	record ComputedRecord(int counter, @JsonProperty(access = JsonProperty.Access.READ_ONLY) String label) {

		@JsonProperty
		int twice() {
			return 2 * this.counter;
		}

	}

	@JsonIgnoreProperties(value = "twice", allowGetters = true)
	public static class ComputedByName extends Counter {

		public int twice = 4;

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	public static class TolerantComputed extends Computed {

	}

	@JsonDeserialize(builder = BuiltComputed.Builder.class)
	public record BuiltComputed(int counter) {

		public int getTwice() {
			return 2 * this.counter;
		}

		@JsonPOJOBuilder(withPrefix = "")
		static class Builder {

			private int counter;

			Builder counter(int value) {
				this.counter = value;
				return this;
			}

			BuiltComputed build() {
				return new BuiltComputed(this.counter);
			}

		}

	}

	static Stream<Object> valuesWithReadOnlyProperties() {
		return Stream.of(new Computed(), new ComputedRecord(2, "x"), new ComputedByName(), new TolerantComputed(),
				new BuiltComputed(2));
	}

	@ParameterizedTest
	@MethodSource("valuesWithReadOnlyProperties")
	void whatIsOnlyWrittenDoesNotFail(Object value) {
		this.documents.save("d", value);
		assertThat(tree().has("twice")).isTrue();
		update(value.getClass());
		assertThat(tree().has("twice")).isTrue();
	}

	@Test
	void anAliasIsKnown() throws IOException {
		write("{\"counter\": 1, \"old\": 5}");
		update(Computed.class);
		assertThat(tree().get("renamed").asInt()).isEqualTo(5);
	}

	@Test
	void theMapperOfTheApplicationCannotSwallowThem() throws IOException {
		write("{\"counter\": 1, \"owner\": \"ops\"}");
		JsonMapper mapper = JsonMapper.builder()
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.addHandler(new DeserializationProblemHandler() {

				@Override
				public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
						ValueDeserializer<?> deserializer, Object beanOrClass, String name) {
					parser.skipChildren();
					return true;
				}

			})
			.withConfigOverride(Counter.class,
					(override) -> override.setIgnorals(JsonIgnoreProperties.Value.forIgnoreUnknown(true)))
			.build();
		this.documents = TestDocuments.in(this.directory, JsonFileOptions.defaults(), mapper);
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> update(Counter.class));
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> update(CounterRecord.class));
	}

	@Test
	void aStrictMapperOfTheApplicationDoesNotSpoilFind() throws IOException {
		write("{\"counter\": 1, \"owner\": \"ops\"}");
		JsonMapper mapper = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
		this.documents = TestDocuments.in(this.directory, JsonFileOptions.defaults(), mapper);
		assertThat(this.documents.find("d", Counter.class)).isPresent();
	}

	@Test
	void aCustomizerMayMakeFindStrict() throws IOException {
		write("{\"counter\": 1, \"owner\": \"ops\"}");
		this.documents = TestDocuments.in(this.directory, JsonFileOptions.defaults()
			.withCustomizers(List.of((builder) -> builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES))));
		assertThatExceptionOfType(UnknownPropertyException.class)
			.isThrownBy(() -> this.documents.find("d", Counter.class))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("owner"));
	}

	private void write(String content) throws IOException {
		Files.writeString(file(), content);
	}

	private Path file() {
		return this.directory.resolve("d.json");
	}

	private JsonNode tree() {
		return this.documents.find("d", JsonNode.class).orElseThrow();
	}

}
