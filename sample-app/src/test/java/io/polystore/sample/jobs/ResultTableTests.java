package io.polystore.sample.jobs;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ResultTableTests {

	@Test
	void everyValueHasAColumnWhoeverReportsIt() throws Exception {
		assertThat(table("{\"rows\":1,\"late\":true}", "{}", "{\"note\":\"x\",\"rows\":2.50}")).isEqualTo("""
				id,recordedAt,rows,late,note\r
				r0,2026-01-01T00:00:00Z,1,true,\r
				r1,2026-01-01T00:00:00Z,,,\r
				r2,2026-01-01T00:00:00Z,2.5,,x\r
				""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"a,b"          | "a,b"
			"a\\"b"        | "a""b"
			null           | ``
			-1             | -1
			{"x":[1,null]} | "{""x"":[1,null]}"
			"=1+1"         | '=1+1
			"+1"           | '+1
			"-1"           | '-1
			"@a"           | '@a
			"a=1"          | a=1
			"x\\ud800y"    | x?y
			["\\ud800"]    | "[""?""]"
			""")
	void valuesAreWrittenSoThatNothingRunsThem(String json, String cell) throws Exception {
		assertThat(table("{\"v\":" + json + "}"))
			.isEqualTo("id,recordedAt,v\r\nr0,2026-01-01T00:00:00Z," + cell + "\r\n");
	}

	@Test
	void namesOfValuesAreWrittenSoThatNothingRunsThem() throws Exception {
		assertThat(table("{\"=1\":1}")).startsWith("id,recordedAt,'=1\r\n");
	}

	@Test
	void aFailureOfTheWriterArrivesAsItIs() {
		IOException failure = new IOException("No space left on device");
		assertThatIOException().isThrownBy(() -> new ResultTable(results("{}")).writeTo(new Writer() {

			@Override
			public void write(char[] buffer, int offset, int length) throws IOException {
				throw failure;
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}

		})).isSameAs(failure);
	}

	private static String table(String... values) throws IOException {
		StringWriter out = new StringWriter();
		new ResultTable(results(values)).writeTo(out);
		return out.toString();
	}

	private static List<JobResult> results(String... values) {
		List<String> list = Arrays.asList(values);
		return list.stream()
			.map((json) -> new JobResult("r" + list.indexOf(json), Instant.parse("2026-01-01T00:00:00Z"), map(json)))
			.toList();
	}

	private static Map<String, JsonNode> map(String json) {
		return JsonMapper.shared().readValue(json, new TypeReference<Map<String, JsonNode>>() {
		});
	}

}
