package io.polystore.atomic.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class NumbersTests {

	@TempDir
	Path root;

	private JsonFileRepository documents;

	private Path file;

	@BeforeEach
	void createDocuments() throws IOException {
		Path directory = Files.createDirectory(this.root.resolve("documents"));
		this.documents = TestDocuments.in(directory);
		this.file = directory.resolve("n.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e+400", "1e-400", "-1e+400", "1.00000000000000000001", "0.1000", "-0.0", "0.0", "1.50",
			"100.0", "3.14159265358979323846264338327950288419716939937510582097494459", "1e+999999999", "1e-999999999",
			"1.5e+2147483647", "9007199254740993.0", "123456789012345678901234567890", "-9223372036854775809",
			"18446744073709551616", "1.2345678901234567e+16", "0e-999999999", "0.0001", "1e-05" })
	void aNumberOfATreeIsKeptToTheLetter(String number) throws IOException {
		assertThat(rewritten(number, JsonNode.class)).isEqualTo(number);
		assertThat(rewritten(number, Object.class)).isEqualTo(number);
	}

	@ParameterizedTest
	@CsvSource({ "1e400,1e+400", "1E400,1e+400", "1e5,100000.0", "1.5E+3,1500.0", "-0.00,-0.0", "-0e7,-0.0",
			"1e16,1e+16", "10000000000000000.0,1.00000000000000000e+16", "0.00001,1e-05", "-0,0" })
	void aNumberOfATreeMayChangeItsSpellingButNotItsValue(String number, String expected) throws IOException {
		assertThat(rewritten(number, JsonNode.class)).isEqualTo(expected);
		assertThat(rewritten(number, Object.class)).isEqualTo(expected);
		assertThat(new BigDecimal(expected)).isEqualByComparingTo(number);
	}

	private String rewritten(String number, Class<?> type) throws IOException {
		Files.writeString(this.file, "{\"before\":1,\"list\":[%s]}".formatted(number));
		this.documents.update("n", type, (value) -> value);
		String[] lines = Files.readString(this.file).split("\n");
		assertThat(lines).hasSize(6);
		return lines[3].strip();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e999999999", "-1e-999999999", "0e999999999", "1e2147483647", "1.5e2147483647" })
	void aHugeExponentIsReadAndWrittenWithoutItsZeros(String number) throws IOException {
		Files.writeString(this.file, "{\"a\":%s,\"b\":0}".formatted(number));
		this.documents.update("n", ObjectNode.class, (tree) -> tree.put("b", 1));
		assertThat(Files.size(this.file)).isLessThan(100);
		assertThat(this.documents.find("n", JsonNode.class).orElseThrow().get("a").decimalValue())
			.isEqualTo(new BigDecimal(number));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e2147483648", "1e99999999999", "-1e-99999999999" })
	void anExponentThatNoDecimalHoldsIsATypedError(String number) throws IOException {
		Files.writeString(this.file, "[%s]".formatted(number));
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.documents.update("n", JsonNode.class, (tree) -> tree));
		assertThat(this.file).hasContent("[%s]".formatted(number));
	}

	record Typed(int count, long big, double ratio, BigDecimal exact, BigInteger whole) {

	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "1.0", "1e3", "99999999999", "1e999999999" })
	void anUpdateRoundsNothingToAnInteger(String number) throws IOException {
		String content = "{\"count\": %s, \"big\": 2, \"ratio\": 3}".formatted(number);
		Files.writeString(this.file, content);
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.documents.update("n", Typed.class, (value) -> value));
		assertThat(this.file).hasContent(content);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "-0", "2147483647" })
	void anUpdateTakesAnInteger(String number) throws IOException {
		Files.writeString(this.file, "{\"count\": %s, \"big\": 2, \"ratio\": 3}".formatted(number));
		assertThat(this.documents.update("n", Typed.class, (value) -> value).count())
			.isEqualTo(Integer.parseInt(number));
	}

	@Test
	void findRoundsAsTheApplicationsMapperDoes() throws IOException {
		Files.writeString(this.file, "{\"count\": 1.5, \"big\": 2, \"ratio\": 3}");
		assertThat(this.documents.find("n", Typed.class)).contains(new Typed(1, 2, 3, null, null));
	}

	@Test
	void aDoubleThatIsReadAsInfinityIsNotWritten() throws IOException {
		String content = "{\"count\": 1, \"big\": 2, \"ratio\": 1e400}";
		Files.writeString(this.file, content);
		assertThatExceptionOfType(JsonFileException.class)
			.isThrownBy(() -> this.documents.update("n", Typed.class, (value) -> value));
		assertThat(this.file).hasContent(content);
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void whatIsNoNumberIsRefused(double value) {
		for (Object document : new Object[] { value, (float) value, Map.of("a", List.of(value)),
				new double[] { value } }) {
			assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> this.documents.save("n", document))
				.withMessageContaining("n.json");
		}
		assertThat(this.file).doesNotExist();
	}

	@Test
	void numbersThatCouldNotBeReadBackAreRefused() {
		BigInteger endless = BigInteger.TEN.pow(1500);
		BigDecimal unbounded = new BigDecimal(BigInteger.valueOf(123), Integer.MIN_VALUE);
		for (Object document : new Object[] { endless, new BigDecimal(endless), unbounded }) {
			assertThatExceptionOfType(JsonFileException.class)
				.isThrownBy(() -> this.documents.save("n", Map.of("a", document)))
				.withMessageContaining("could not be read back");
		}
		assertThat(this.file).doesNotExist();
	}

	@Test
	void decimalsOfBeansAreExact() {
		Typed value = new Typed(1, Long.MAX_VALUE, 0.1, new BigDecimal("12345678901234567890.1234567890"),
				new BigInteger("123456789012345678901234567890"));
		this.documents.save("n", value);
		assertThat(this.documents.find("n", Typed.class)).contains(value);
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Measured.class, name = "measured"))
	interface Result {

	}

	record Measured(JsonNode raw, Map<String, Object> more) implements Result {

	}

	@Test
	void digitsSurviveTheBufferOfAPolymorphicType() throws IOException {
		String content = """
				{
				  "raw": 1.00000000000000000001,
				  "more": {
				    "a": 1e+400
				  },
				  "kind": "measured"
				}""";
		Files.writeString(this.file, content);
		this.documents.update("n", Result.class, (value) -> value);
		assertThat(this.file).content().contains("\"raw\": 1.00000000000000000001,").contains("\"a\": 1e+400");
	}

	@Test
	void datesFollowTheApplicationsMapper() {
		this.documents.save("n", Map.of("took", Duration.ofMillis(1500)));
		assertThat(this.file).hasContent("{\n  \"took\": \"PT1.5S\"\n}");
		assertThatNoException().isThrownBy(() -> this.documents.find("n", JsonNode.class));
	}

}
