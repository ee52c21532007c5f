package io.polystore.atomic.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of temporary files.
 */
class TempNamesTests {

	@ParameterizedTest
	@MethodSource
	void aNameIsHiddenShortRecognisableAndNoDocument(String target) {
		String name = TempNames.next(Path.of(target));
		assertThat(name).startsWith(".").doesNotEndWith(".json").doesNotContain("/");
		assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(143);
		assertThat(TempNames.isTemp(name)).isTrue();
		assertThat(Path.of(target).resolveSibling(name)).hasFileName(name);
	}

	static Stream<String> aNameIsHiddenShortRecognisableAndNoDocument() {
		return Stream.of("x", "config.json", ".hidden", "a/b/c.json", "x".repeat(255), "漢".repeat(85), "ü".repeat(127),
				"\uD83D\uDE00".repeat(63), "x" + "\uD83D\uDE00".repeat(63), "new\nline", "..");
	}

	@Test
	void aPersonSeesWhichFileWasMeant() {
		assertThat(TempNames.next(Path.of("orders/config.json"))).startsWith(".config.json.");
	}

	@Test
	void noTwoNamesAreTheSame() {
		assertThat(IntStream.range(0, 1000).mapToObj((i) -> TempNames.next(Path.of("file")))).doesNotHaveDuplicates();
	}

}
