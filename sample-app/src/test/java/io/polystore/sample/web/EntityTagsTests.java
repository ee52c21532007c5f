package io.polystore.sample.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EntityTagsTests {

	@ParameterizedTest
	@ValueSource(strings = { "\"a\",W/\"b,c\"", " \"a\" , W/\"b,c\" ", ",\"a\",,W/\"b,c\",", "\"a\"\t,\tW/\"b,c\"" })
	void readsLists(String value) {
		assertThat(EntityTags.parse("If-Match", value).tags()).containsExactly("\"a\"", "W/\"b,c\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", " * ", "\t*" })
	void readsTheStar(String value) {
		assertThat(EntityTags.parse("If-Match", value).any()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "W/\"\"", "\"*\"", "\"a'b\\\"", "\"\u00ff\"" })
	void readsUnusualTags(String value) {
		assertThat(EntityTags.parse("If-Match", value).tags()).containsExactly(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", "a", "\"", "\"a", "a\"", "\"a\" \"b\"", "\"a\"b", "w/\"a\"", "W \"a\"",
			"*,\"a\"", "\"a\",*", "**", "'a'", "\"a b\"", "\"a\u007f\"", "\"a\";x" })
	void refusesWhatIsNoListOfTags(String value) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> EntityTags.parse("If-Match", value))
			.satisfies((ex) -> assertThat(ex.getBody().getStatus()).isEqualTo(400));
	}

}
