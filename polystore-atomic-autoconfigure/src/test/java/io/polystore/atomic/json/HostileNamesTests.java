package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostileNamesTests {

	@TempDir
	Path root;

	private JsonFileRepository documents;

	@BeforeEach
	void createDocuments() throws IOException {
		Path directory = Files.createDirectory(this.root.resolve("documents"));
		Files.writeString(this.root.resolve("outside.json"), "{\"secret\": 1}");
		this.documents = TestDocuments.in(directory);
		this.documents.save("inside", 1);
	}

	static Stream<Arguments> names() {
		return Stream.of(name("", "empty"), name(".", "begin with '.'"), name("..", "begin with '.'"),
				name("../outside", "begin with '.'"), name("a/../../outside", "begin with '.'"),
				name("a/./b", "begin with '.'"), name(".hidden", "begin with '.'"), name("a/.hidden", "begin with '.'"),
				name("/etc/passwd", "absolute"), name("//host/share", "absolute"), name("a//b", "empty part"),
				name("a/", "empty part"), name("/", "absolute"), name("..\\outside", "begin with '.'"),
				name("a\\b", "allowed"), name("\\\\host\\share", "allowed"), name("C:\\x", "allowed"),
				name("C:x", "allowed"), name("C:/x", "allowed"), name("file:stream", "allowed"), name("a<b", "allowed"),
				name("a>b", "allowed"), name("a\"b", "allowed"), name("a|b", "allowed"), name("what?", "allowed"),
				name("*", "allowed"), name("a\0", "control"), name("a\nb", "control"), name("a\u007f", "control"),
				name("a\u0085", "control"), name("tab\tname", "control"), name("a.", "end with '.'"),
				name("a ", "space"), name("a /b", "space"), name("a./b", "end with '.'"), name("con", "device"),
				name("CON", "device"), name("nul.x", "device"), name("a/PRN", "device"), name("aux/a", "device"),
				name("Com1", "device"), name("lpt9.tar.gz", "device"), name("COM¹", "device"), name("CONIN$", "device"),
				name("nul .x", "device"), name("half \ud83d", "surrogate"), name("half \ude00 of", "surrogate"),
				name("x".repeat(251), "too long"), name("ü".repeat(126), "too long"),
				name("x".repeat(256) + "/y", "too long"), name("a/".repeat(512) + "b", "1024 characters"),
				name("a/".repeat(32) + "b", "32 parts"), name("inside.json/b", "must not end"),
				name("inside.json.lock/b", "must not end"), name("a.JSON/b", "must not end"));
	}

	private static Arguments name(String name, String rule) {
		return Arguments.of(name, rule);
	}

	@ParameterizedTest
	@MethodSource("names")
	void nothingIsDoneUnderABadName(String name, String rule) {
		DirectorySnapshot before = DirectorySnapshot.of(this.root);
		operations().forEach((operation) -> assertThatExceptionOfType(InvalidDocumentNameException.class)
			.isThrownBy(() -> operation.accept(this.documents, name))
			.withMessageContaining(rule)
			.satisfies((ex) -> assertThat(ex.getMessage().chars()).noneMatch(Character::isISOControl))
			.satisfies((ex) -> assertThat(ex.name()).isEqualTo(name))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(this.documents.directory())));
		assertThat(DirectorySnapshot.of(this.root)).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("names")
	void aBadNameCanBeRefusedBeforehand(String name, String rule) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonFileRepository.requireName(name))
			.withMessageContaining(rule)
			.satisfies((ex) -> assertThat(ex.getMessage().chars()).noneMatch(Character::isISOControl));
	}

	private static Stream<BiConsumer<JsonFileRepository, String>> operations() {
		return Stream.of((documents, name) -> documents.find(name, JsonNode.class),
				(documents, name) -> documents.findVersioned(name, JsonNode.class),
				(documents, name) -> documents.save(name, 1),
				(documents, name) -> documents.save(name, 1, Version.ABSENT),
				(documents, name) -> documents.update(name, Integer.class, (current) -> 1),
				(documents, name) -> documents.update(name, Integer.class, () -> 0, (current) -> 1),
				(documents, name) -> documents.delete(name),
				(documents, name) -> documents.delete(name, Version.ABSENT),
				(documents, name) -> documents.exists(name),
				(documents, name) -> documents.document(name, Integer.class, () -> 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "config", "orders/42", "a.b", "A", "with space/and more", "ünïcödé", "日本語", "😀", "x.json",
			"-", "_", "~", "#1", "a;b", "a'b", "$HOME", "%2e%2e", "null", "con1", "console", "com10", "lpt", "a..b",
			"1/2/3/4/5/6/7/8/9/10", "(copy)", "a&b=c", "!" })
	void ordinaryNamesAreGood(String name) {
		assertThat(JsonFileRepository.requireName(name)).isEqualTo(name);
		this.documents.save(name, 7);
		assertThat(this.documents.find(name, Integer.class)).contains(7);
		assertThat(this.documents.names()).contains(name);
		assertThat(this.documents.directory().resolve(name + ".json")).exists();
		assertThat(this.documents.delete(name)).isTrue();
		assertThat(this.documents.exists(name)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("longestNames")
	void theLongestNamesAreGood(String name) {
		this.documents.save(name, 7);
		assertThat(this.documents.update(name, Integer.class, (current) -> current + 1)).isEqualTo(8);
		assertThat(this.documents.names()).contains(name);
	}

	static Stream<String> longestNames() {
		return Stream.of("x".repeat(250), "ü".repeat(125), "😀".repeat(62), "x".repeat(255) + "/" + "y".repeat(250),
				"a/".repeat(31) + "b", ("d".repeat(199) + "/").repeat(5) + "x".repeat(24));
	}

}
