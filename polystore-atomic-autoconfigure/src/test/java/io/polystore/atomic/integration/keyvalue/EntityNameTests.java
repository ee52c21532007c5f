package io.polystore.atomic.integration.keyvalue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntityNameTests {

	@ParameterizedTest
	@CsvSource({ "order-42, order-42", "a_b, a_b", "'', %", "A, %41", "../x, %2e%2e%2fx", "a/b, a%2fb",
			"CON, %43%4f%4e", "con, %63on", "lpt9, %6cpt9", "con1, con1", "100%, 100%25", "Ä, %c4", "€, %u20ac",
			"😀, %ud83d%ude00", "' ', %20", "%41, %2541" })
	void escapesWhatIsNoPlainCharacter(String id, String name) {
		assertThat(EntityName.of(id)).isEqualTo(name);
		assertThat(EntityName.id(name)).isEqualTo(id);
	}

	static Stream<String> ids() {
		return Stream.concat(Stream.of("\0", "half \ud83d", "\ude00", "x".repeat(128), "a\u0301", "á", "\uffff"),
				IntStream.range(0, 200).mapToObj(EntityNameTests::random));
	}

	private static String random(int seed) {
		Random random = new Random(seed);
		StringBuilder id = new StringBuilder();
		for (int i = random.nextInt(20); i >= 0; i--) {
			id.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
		}
		return id.toString();
	}

	@ParameterizedTest
	@MethodSource("ids")
	void everyNameTellsItsId(String id) {
		String name = EntityName.of(id);
		assertThat(name).matches("[a-z0-9_%-]{1,128}");
		assertThat(EntityName.id(name)).isEqualTo(id);
		assertThat(EntityName.isOne(name)).isTrue();
	}

	@Test
	void longIdsAreHashedAndDiffer() {
		List<String> ids = List.of("x".repeat(129), "x".repeat(130), "X".repeat(129), "Ä".repeat(43), "Ä".repeat(44),
				"\ud83d".repeat(40), "\ud83c".repeat(40));
		assertThat(ids).extracting(EntityName::of)
			.doesNotHaveDuplicates()
			.allSatisfy((name) -> assertThat(name).matches("%%[0-9a-f]{32}"))
			.allSatisfy((name) -> assertThat(EntityName.isOne(name)).isTrue())
			.allSatisfy((name) -> assertThat(EntityName.id(name)).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "a.b", "%4", "%4x", "%41%", "%2D", "%C4", "%61", "%u0041", "%u20AC", "con", "a b",
			"%%", "%%0", "read me", "ä" })
	void otherNamesAreNone(String name) {
		assertThat(EntityName.isOne(name)).isFalse();
		assertThat(EntityName.id(name)).isNull();
	}

}
