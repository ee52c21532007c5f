package io.polystore.sample.documents;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of RFC 7396, appendix A, and what they leave out.
 */
class MergePatchTests {

	private final JsonMapper mapper = JsonMapper.shared();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":"b"}             | {"a":"c"}               | {"a":"c"}
			{"a":"b"}             | {"b":"c"}               | {"a":"b","b":"c"}
			{"a":"b"}             | {"a":null}              | {}
			{"a":"b","b":"c"}     | {"a":null}              | {"b":"c"}
			{"a":["b"]}           | {"a":"c"}               | {"a":"c"}
			{"a":"c"}             | {"a":["b"]}             | {"a":["b"]}
			{"a":{"b":"c"}}       | {"a":{"b":"d","c":null}}| {"a":{"b":"d"}}
			{"a":[{"b":"c"}]}     | {"a":[1]}               | {"a":[1]}
			["a","b"]             | ["c","d"]               | ["c","d"]
			{"a":"b"}             | ["c"]                   | ["c"]
			{"a":"foo"}           | null                    | null
			{"a":"foo"}           | "bar"                   | "bar"
			{"e":null}            | {"a":1}                 | {"e":null,"a":1}
			[1,2]                 | {"a":"b","c":null}      | {"a":"b"}
			{}                    | {"a":{"bb":{"ccc":null}}}| {"a":{"bb":{}}}
			{"a":{"b":1}}         | {}                      | {"a":{"b":1}}
			{"a":[null,1]}        | {"b":[null,{"c":null}]} | {"a":[null,1],"b":[null,{"c":null}]}
			{"a":{"b":{"c":1}}}   | {"a":{"b":{"d":2}}}     | {"a":{"b":{"c":1,"d":2}}}
			""")
	void mergesAsTheStandardSays(String target, String patch, String expected) {
		JsonNode original = this.mapper.readTree(target);
		JsonNode result = MergePatch.apply(original, this.mapper.readTree(patch));
		assertThat(result.toString()).isEqualTo(expected);
		assertThat(original.toString()).as("the original").isEqualTo(target);
	}

}
