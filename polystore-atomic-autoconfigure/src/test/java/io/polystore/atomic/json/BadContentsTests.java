package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BadContentsTests {

	@TempDir
	Path root;

	private Path file;

	private JsonFileRepository documents;

	private final AtomicInteger calls = new AtomicInteger();

	record Account(String owner, int balance) {

		Account {
			if (balance < 0) {
				throw new IllegalArgumentException("secret balance " + balance);
			}
		}

	}

	@BeforeEach
	void createDocuments() throws IOException {
		Path directory = Files.createDirectory(this.root.resolve("documents"));
		this.file = directory.resolve("account.json");
		this.documents = TestDocuments.in(directory);
	}

	static Stream<Arguments> contentsThatAreNoJson() {
		return Stream.of(text("", 1, 1), text("   \n ", 2, 2), text("{", 1, 2), text("{\"owner\": \"secret", 1, 18),
				text("{\"owner\": \"secret\",\n \"balance\": 1", 2, 14), text("[1, 2", 1, 6),
				text("{\"owner\": \"secret\",\n\"owner\": \"b\"}", 2, 8), text("{\"a\": {\"b\": 1, \"b\": 2}}", 1, 19),
				text("{\"owner\": \"secret\"} {}", 1, 21), text("{}\nsecret", 2, 1), text("{}}", 1, 3),
				text("{'owner': 1}", 1, 2), text("{owner: 1}", 1, 2), text("{\"a\": 1,}", 1, 9), text("[1,]", 1, 4),
				text("secret", 1, 1), text("NaN", 1, 4), text("-Infinity", 1, 10), text("01", 1, 2), text("1.", 1, 2),
				text("+1", 1, 2), text("\"a\nb\"", 1, 3), text("\"\\x41\"", 1, 3), text("\"\\ud83", 1, 7),
				text("// secret\n{}", 1, 1), text("/* secret */ {}", 1, 1), text("# secret\n{}", 1, 1),
				text("{\"a\" 1}", 1, 6), text("[".repeat(2000), 1, 502), text("1".repeat(1001), 1, 1002),
				text("1e99999999999", 1, 14), text("\uFEFF{}", 1, 1),
				bytes("{}".getBytes(StandardCharsets.UTF_16), 1, 1),
				bytes("{}".getBytes(StandardCharsets.UTF_16LE), 1, 2),
				bytes("{}".getBytes(StandardCharsets.UTF_16BE), 1, 1),
				bytes("{\n \"ü\": 1}".getBytes(StandardCharsets.ISO_8859_1), 2, 3),
				bytes(new byte[] { '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"' }, 1, 2),
				bytes(new byte[] { '"', (byte) 0xc0, (byte) 0x80, '"' }, 1, 2),
				bytes(new byte[] { '"', (byte) 0xf0, (byte) 0x9f, (byte) 0x98 }, 1, 2),
				bytes(new byte[] { '{', '}', (byte) 0xff }, 1, 3), bytes(new byte[] { '1', '\n', (byte) 0xc3 }, 2, 1),
				bytes(new byte[] { 0, 0, 0, 0 }, 1, 1), bytes(new byte[512], 1, 1));
	}

	static Stream<Arguments> contentsThatAreNoAccount() {
		return Stream.of(text("null", 1, 1), text("\n\n  null", 3, 3), text("[]", 1, 1), text("\"secret\"", 1, 1),
				text("42", 1, 1), text("{\n\"balance\": \"secret\"}", 2, 12), text("{\"balance\": {}}", 1, 13),
				text("{\"balance\": null}", 1, 13), text("{\"balance\": 99999999999}", 1, 24),
				text("{\"owner\": [1]}", 1, 11), text("{\"owner\": {\"secret\": 1}}", 1, 11),
				text("{\"owner\": \"a\", \"balance\": -1}", 1, 29));
	}

	private static Arguments text(String content, int line, int column) {
		return bytes(content.getBytes(StandardCharsets.UTF_8), line, column);
	}

	private static Arguments bytes(byte[] content, int line, int column) {
		return Arguments.of(content, line, column);
	}

	@ParameterizedTest
	@MethodSource("contentsThatAreNoAccount")
	void aFileThatIsNoAccountIsReportedAndKept(byte[] content, int line, int column) throws IOException {
		Files.write(this.file, content);
		DirectorySnapshot before = DirectorySnapshot.of(this.documents.directory());
		assertCorrupt(line, column, () -> this.documents.find("account", Account.class));
		assertCorrupt(line, column, () -> this.documents.update("account", Account.class, this::change));
		assertCorrupt(line, column,
				() -> this.documents.update("account", Account.class, () -> new Account("a", 1), this::change));
		assertCorrupt(line, column,
				() -> this.documents.update("account", Account.class, Version.of(content), this::change));
		assertCorrupt(line, column,
				() -> this.documents.document("account", Account.class, () -> new Account("a", 1)).get());
		assertThat(this.calls).hasValue(0);
		assertThat(DirectorySnapshot.of(this.documents.directory())).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("contentsThatAreNoJson")
	void aFileThatIsNoJsonIsReportedToTreesToo(byte[] content, int line, int column) throws IOException {
		Files.write(this.file, content);
		DirectorySnapshot before = DirectorySnapshot.of(this.documents.directory());
		assertCorrupt(line, column, () -> this.documents.find("account", JsonNode.class));
		assertCorrupt(line, column, () -> this.documents.update("account", JsonNode.class, (node) -> node));
		assertCorrupt(line, column, () -> this.documents.find("account", Object.class));
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.documents.update("account", Account.class, () -> new Account("a", 1), this::change))
			.satisfies(BadContentsTests::assertQuotesNothing);
		assertThat(this.calls).hasValue(0);
		assertThat(DirectorySnapshot.of(this.documents.directory())).isEqualTo(before);
	}

	private Account change(Account current) {
		this.calls.incrementAndGet();
		return new Account("changed", 7);
	}

	private void assertCorrupt(int line, int column, Callable<?> operation) {
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(operation::call)
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(this.file))
			.satisfies((ex) -> assertThat(ex.line() + ":" + ex.column()).isEqualTo(line + ":" + column))
			.withMessageContaining("line %d, column %d", line, column)
			.satisfies(BadContentsTests::assertQuotesNothing);
	}

	private static void assertQuotesNothing(Throwable failure) {
		for (Throwable current = failure; current != null; current = current.getCause()) {
			assertThat(current.toString()).doesNotContain("secret").doesNotContain("\"");
			assertThat(current.getSuppressed()).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource({ "contentsThatAreNoJson", "contentsThatAreNoAccount" })
	void saveAndDeleteTakeAwayWhatIsCorrupt(byte[] content, int line, int column) throws IOException {
		Files.write(this.file, content);
		assertThat(this.documents.delete("account", Version.of(content))).isTrue();
		Files.write(this.file, content);
		this.documents.save("account", new Account("a", 1));
		assertThat(this.documents.find("account", Account.class)).contains(new Account("a", 1));
	}

	@Test
	void theStackTraceOfTheApplicationsOwnCodeIsKept() throws IOException {
		Files.writeString(this.file, "{\"owner\": \"a\", \"balance\": -1}");
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.documents.find("account", Account.class))
			.satisfies((ex) -> assertThat(ex).rootCause()
				.hasMessageContaining("IllegalArgumentException")
				.satisfies((cause) -> assertThat(cause.getStackTrace()[0].getClassName())
					.isEqualTo(Account.class.getName())));
	}

	@Test
	void aTypeThatJacksonCannotConstructIsNoFaultOfTheFile() throws IOException {
		Files.writeString(this.file, "{\"a\": 1}");
		assertThatExceptionOfType(JsonFileException.class)
			.isThrownBy(() -> this.documents.find("account", Runnable.class))
			.isNotInstanceOf(CorruptJsonException.class)
			.withMessageContaining("java.lang.Runnable");
	}

}
