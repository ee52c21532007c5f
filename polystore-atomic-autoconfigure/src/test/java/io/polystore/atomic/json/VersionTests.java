package io.polystore.atomic.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class VersionTests {

	@Test
	void aVersionIsTheStartOfTheSha256HashOfTheBytes() {
		assertThat(Version.of("abc".getBytes(StandardCharsets.UTF_8))).hasToString("ba7816bf8f01cfea414140de5dae2223");
		assertThat(Version.of(new byte[0])).hasToString("e3b0c44298fc1c149afbf4c8996fb924");
	}

	@Test
	void equalBytesHaveEqualVersions() {
		Version version = Version.of(new byte[] { 1, 2 });
		assertThat(version).isEqualTo(Version.of(new byte[] { 1, 2 }))
			.hasSameHashCodeAs(Version.of(new byte[] { 1, 2 }))
			.isNotEqualTo(Version.of(new byte[] { 1, 3 }))
			.isNotEqualTo(Version.ABSENT)
			.isNotEqualTo(null);
	}

	@Test
	void theTextOfAVersionIsParsedBack() {
		Version version = Version.of(new byte[] { 1 });
		assertThat(Version.parse(version.toString())).isEqualTo(version);
		assertThat(Version.parse(Version.ABSENT.toString())).isSameAs(Version.ABSENT);
		assertThat(version.toString()).matches("[0-9a-f]{32}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "ABSENT", "0", "ba7816bf8f01cfea414140de5dae222",
			"ba7816bf8f01cfea414140de5dae22233", "BA7816BF8F01CFEA414140DE5DAE2223", "ga7816bf8f01cfea414140de5dae2223",
			"\"ba7816bf8f01cfea414140de5dae2223\"", " ba7816bf8f01cfea414140de5dae2223",
			"ba7816bf8f01cfea414140de5dae2223\n" })
	void whatIsNoVersionIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Version.parse(text))
			.withMessageContaining("32 hexadecimal digits")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\n"));
	}

	@Test
	void nullIsNamed() {
		assertThatNullPointerException().isThrownBy(() -> Version.parse(null)).withMessageContaining("text");
		assertThatNullPointerException().isThrownBy(() -> Version.of(null)).withMessageContaining("content");
		assertThatNullPointerException().isThrownBy(() -> new Versioned<>(null, Version.ABSENT))
			.withMessageContaining("value");
		assertThatNullPointerException().isThrownBy(() -> new Versioned<>(1, null)).withMessageContaining("version");
	}

	@Test
	void aConflictSurvivesSerialization() throws Exception {
		VersionConflictException conflict = new VersionConflictException(java.nio.file.Path.of("d.json"),
				Version.ABSENT, Version.of(new byte[0]));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(conflict);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			VersionConflictException copy = (VersionConflictException) in.readObject();
			assertThat(copy.actual()).isEqualTo(conflict.actual());
			assertThat(copy.expected()).isEqualTo(Version.ABSENT);
		}
	}

}
