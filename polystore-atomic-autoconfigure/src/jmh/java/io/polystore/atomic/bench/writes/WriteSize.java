package io.polystore.atomic.bench.writes;

import java.util.Random;

/**
 * A size of files, and how often it is written in a round.
 *
 * @param label its name in tables
 * @param bytes the size
 * @param durableWrites how many durable writes make a round
 * @param plainWrites how many other writes make a round
 */
record WriteSize(String label, int bytes, int durableWrites, int plainWrites) {

	static final WriteSize SMALL = new WriteSize("4 KiB", 4 << 10, 25, 200);

	static final WriteSize MEDIUM = new WriteSize("64 KiB", 64 << 10, 10, 100);

	static final WriteSize LARGE = new WriteSize("1 MiB", 1 << 20, 5, 25);

	static final WriteSize HUGE = new WriteSize("64 MiB", 64 << 20, 1, 3);

	/**
	 * Neither zeros nor repetitions: some disks are quicker, or slower, with those.
	 */
	byte[] content() {
		byte[] content = new byte[this.bytes];
		new Random(this.bytes).nextBytes(content);
		return content;
	}

}
