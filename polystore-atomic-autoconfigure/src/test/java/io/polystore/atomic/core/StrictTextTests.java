package io.polystore.atomic.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.WriterCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Text is encoded without loss or not at all.
 */
class StrictTextTests {

	private static final String EVERY_KIND = "ASCII, ümläut, 漢字, \uD83D\uDE00, \u0000\n";

	private final AtomicFileTemplate files = AtomicFileTemplate.builder().build();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.writeString(this.directory.resolve("file"), "old");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16", "UTF-32", "GB18030" })
	void textArrivesInItsEncoding(Charset charset) throws IOException {
		this.files.writeString(this.file, EVERY_KIND, charset);
		assertThat(Files.readAllBytes(this.file)).isEqualTo(EVERY_KIND.getBytes(charset));
		this.files.writeText(this.file, WriteOptions.inherit(), charset, (out) -> out.write(EVERY_KIND));
		assertThat(Files.readAllBytes(this.file)).isEqualTo(EVERY_KIND.getBytes(charset));
	}

	@Test
	void theEncodingIsUtf8UnlessAnotherIsGiven() throws IOException {
		this.files.writeString(this.file, new StringBuilder(EVERY_KIND));
		assertThat(Files.readString(this.file)).isEqualTo(EVERY_KIND);
		this.files.writeText(this.file, (out) -> out.append(EVERY_KIND).append('!'));
		assertThat(Files.readString(this.file)).isEqualTo(EVERY_KIND + "!");
	}

	@ParameterizedTest
	@CsvSource({ "ü, US-ASCII", "漢, ISO-8859-1", "ok and then €, ISO-8859-1", "\uD83D\uDE00, windows-1252" })
	void aCharacterThatTheEncodingLacksIsAnError(String text, Charset charset) {
		refused(text, charset);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0xD83D, 0xDE00 })
	void halfACharacterIsAnError(int half) {
		refused((char) half + "", StandardCharsets.UTF_8);
		refused("text " + (char) half, StandardCharsets.UTF_8);
		refused((char) half + " text", StandardCharsets.UTF_16);
		refused("x".repeat(20_000) + (char) half, StandardCharsets.UTF_8);
	}

	private void refused(String text, Charset charset) {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.files.writeString(this.file, text, charset))
			.withCauseInstanceOf(CharacterCodingException.class);
		refused(charset, (out) -> out.write(text));
		refused(charset, (out) -> {
			for (char c : text.toCharArray()) {
				out.write(c);
			}
		});
	}

	private void refused(Charset charset, WriterCallback<RuntimeException> callback) {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.files.writeText(this.file, WriteOptions.inherit(), charset, callback))
			.withCauseInstanceOf(CharacterCodingException.class);
		assertThat(this.file).hasContent("old");
		assertThat(this.directory).isDirectoryNotContaining("glob:**.polystore-tmp");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 20_000 })
	void anErrorThatTheCallbackSwallowsStillPreventsTheCommit(int length) {
		char[] text = "ü".repeat(length).toCharArray();
		refused(StandardCharsets.US_ASCII, (out) -> {
			out.write("good");
			assertThatIOException().isThrownBy(() -> {
				out.write(text);
				out.flush();
			});
			assertThatIOException().isThrownBy(() -> out.write("good"));
		});
	}

	@Test
	void closingTheWriterInsideOnlyFlushesIt() {
		this.files.writeText(this.file, (out) -> {
			try (Writer inner = out) {
				inner.write("first");
			}
			assertThat(this.file).hasContent("old");
			out.write(" second");
		});
		assertThat(this.file).hasContent("first second");
	}

	@Test
	void anEncodingThatEndsATextInItsOwnWayMayDoSo() throws IOException {
		Charset charset = Charset.forName("ISO-2022-JP");
		this.files.writeText(this.file, WriteOptions.inherit(), charset, (out) -> out.write("漢字"));
		assertThat(Files.readAllBytes(this.file)).isEqualTo("漢字".getBytes(charset));
	}

	@Test
	void aWriterThatIsClosedByAFailingCallbackCommitsNothing() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.files.writeText(this.file, (out) -> {
				out.write("new");
				out.close();
				throw new IllegalStateException("template failed");
			}));
		assertThat(this.file).hasContent("old");
	}

}
