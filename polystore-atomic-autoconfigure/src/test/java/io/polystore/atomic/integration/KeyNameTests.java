package io.polystore.atomic.integration;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyNameTests {

	static Stream<String> keys() {
		return Stream.of("", "orders", "orders/42", "..", "../up", "/absolute", "C:\\windows", "CON", "a\0b",
				"line\nbreak", "ключ", "\ud83d\ude00", "\ud83d", "\ude00", "?", "x".repeat(10_000),
				"x".repeat(63) + "\ud83d\ude00");
	}

	@ParameterizedTest(name = "{index}")
	@MethodSource("keys")
	void anyKeyHasANameThatEveryPlatformCanHold(String key) {
		assertThat(KeyName.of(key)).matches("[A-Za-z0-9_-]{0,64}-[0-9a-f]{32}");
		assertThat(Path.of(KeyName.of(key)).getNameCount()).isOne();
	}

	@Test
	void keysThatDifferHaveNamesThatDifferInMoreThanTheCaseOfLetters() {
		Stream<String> alike = Stream.of("a", "A", "a/b", "a_b", "a:b", "x".repeat(70), "x".repeat(71));
		assertThat(Stream.concat(keys(), alike).map(KeyName::of).map(String::toLowerCase)).doesNotHaveDuplicates();
	}

	/** What another version of this library, or another process, has made of it. */
	@Test
	void theNameOfAKeyStaysTheSame() {
		assertThat(KeyName.of("orders/42")).isEqualTo("orders_42-33046bcd29f5413aebb2bd8870eed743");
	}

}
