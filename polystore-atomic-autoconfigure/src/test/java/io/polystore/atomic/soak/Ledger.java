package io.polystore.atomic.soak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/**
 * What one process was told of its increments. Kept in shared memory, which outlives a
 * kill.
 */
final class Ledger {

	private static final int ENTRY = 2 * Long.BYTES;

	private final ByteBuffer memory;

	private Ledger(ByteBuffer memory) {
		this.memory = memory;
	}

	static Ledger in(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			return new Ledger(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) Counters.COUNT * ENTRY));
		}
	}

	/** Before an increment: who is killed from here on may have done it. */
	synchronized void begin(int counter) {
		add(counter * ENTRY, 1);
	}

	synchronized void acknowledge(int counter) {
		add(counter * ENTRY + Long.BYTES, 1);
	}

	/** It is known not to have happened. */
	synchronized void refuse(int counter) {
		add(counter * ENTRY, -1);
	}

	synchronized long acknowledged(int counter) {
		return this.memory.getLong(counter * ENTRY + Long.BYTES);
	}

	long acknowledged() {
		return IntStream.range(0, Counters.COUNT).mapToLong(this::acknowledged).sum();
	}

	synchronized long inDoubt(int counter) {
		return this.memory.getLong(counter * ENTRY) - acknowledged(counter);
	}

	private void add(int position, long difference) {
		this.memory.putLong(position, this.memory.getLong(position) + difference);
	}

}
