package io.polystore.atomic.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import io.polystore.atomic.LockHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The word that a holder leaves.
 */
class HolderRecordTests {

	private static final Instant START = Instant.parse("2026-01-02T03:04:05.678901234Z");

	private static final Instant SINCE = Instant.parse("+1000000000-12-31T23:59:59.999999999Z");

	private static LockHolder holder(String name) {
		return new LockHolder(Long.MAX_VALUE, START, name, name, name, SINCE);
	}

	private static LockHolder decoded(LockHolder holder) {
		ByteBuffer block = HolderRecord.encode(holder);
		assertThat(block.remaining()).isEqualTo(HolderRecord.SIZE);
		return HolderRecord.decode(block.array());
	}

	@ParameterizedTest
	@ValueSource(strings = { "main", "", " ", "-", "http-nio-8080-exec-1", "Übung", "日本語の名前", "a\"b'c\\d,e;f" })
	void aHolderIsReadAsItWasWritten(String name) {
		assertThat(decoded(holder(name))).isEqualTo(holder(name));
	}

	@Test
	void aProcessThatDoesNotKnowItsStartCanBeRead() {
		LockHolder holder = new LockHolder(1, null, "host", "application", "thread", START);
		assertThat(decoded(holder)).isEqualTo(holder);
	}

	@ParameterizedTest
	@CsvSource({ "'a\tb',a?b", "'a\nb',a?b", "'a\u0000b',a?b", "'\ud800',?" })
	void whatWouldBreakTheRecordIsReplaced(String name, String expected) {
		assertThat(decoded(holder(name))).isEqualTo(holder(expected));
	}

	@Test
	void theBlockIsOneLineOfText() {
		String block = new String(HolderRecord.encode(holder("main")).array(), StandardCharsets.UTF_8);
		assertThat(block).endsWith(" \n").containsOnlyOnce("\n").doesNotContain("\0");
	}

	@Test
	void aFileWithAContentOfItsOwnIsNoLockFile() {
		byte[] content = new byte[HolderRecord.POSITION + HolderRecord.SIZE + 1];
		int size = HolderRecord.POSITION + HolderRecord.SIZE;
		content[size - 1] = '\n';
		assertThat(HolderRecord.isLockFile(content, -1)).isTrue();
		assertThat(HolderRecord.isLockFile(content, size)).isTrue();
		assertThat(HolderRecord.isLockFile(content, size - 1)).isFalse();
		assertThat(HolderRecord.isLockFile(content, size + 1)).isFalse();
		content[HolderRecord.POSITION - 1] = 'x';
		assertThat(HolderRecord.isLockFile(content, size)).isFalse();
	}

	@Test
	void theLongestNamesFit() {
		LockHolder decoded = decoded(holder("語".repeat(1000)));
		assertThat(decoded).isEqualTo(holder("語".repeat(40)));
		assertThat(decoded(holder("\ud83d\ude00".repeat(1000))).thread()).hasSize(40);
		assertThat(decoded(holder("a" + "\ud83d\ude00".repeat(1000))).since()).isEqualTo(SINCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\t\t\t\t\t\t", "1\t-\tnow\th\ta\tt\t", "one\t-\t2026-01-01T00:00:00Z\th\ta\tt\t",
			"1\t-\t2026-01-01T00:00:00Z\th\ta\t", "1\tyesterday\t2026-01-01T00:00:00Z\th\ta\tt\t", "ÿþ" })
	void whatIsNoRecordIsNobody(String content) {
		byte[] block = Arrays.copyOf(content.getBytes(StandardCharsets.ISO_8859_1), HolderRecord.SIZE);
		assertThat(HolderRecord.decode(block)).isNull();
	}

}
