package io.polystore.atomic.powercut;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import tools.jackson.databind.json.JsonMapper;

/**
 * A document that tells who wrote it, and whether it is whole.
 *
 * @param operation the operation that wrote it
 * @param counter how often it was changed before, where its writers count
 * @param payload what fills several blocks
 * @param checksum of all the rest
 */
record WrittenDocument(String operation, long counter, String payload, String checksum) {

	/** Where a counted document starts from; never written. */
	static final WrittenDocument NOTHING = of("", 0, 0);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static WrittenDocument of(String operation, long counter, int length) {
		String payload = (operation + " ").repeat(length / (operation.length() + 1));
		return new WrittenDocument(operation, counter, payload, checksum(operation, counter, payload));
	}

	private static String checksum(String operation, long counter, String payload) {
		CRC32 checksum = new CRC32();
		checksum.update((operation + " " + counter + " " + payload).getBytes(StandardCharsets.UTF_8));
		return Long.toHexString(checksum.getValue());
	}

	boolean intact() {
		return this.checksum.equals(checksum(this.operation, this.counter, this.payload));
	}

	byte[] bytes() {
		return MAPPER.writeValueAsBytes(this);
	}

}
