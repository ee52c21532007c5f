package io.polystore.atomic.powercut;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What one thread says of its operations, on another disk: before each what it is about
 * to do, and afterwards what became of it. A line is in the file when the call returns.
 * <p>
 * All processes of a host share the clock of the times.
 */
final class OperationLog implements Closeable {

	static final String WRITES = "writes";

	static final String DELETES = "deletes";

	static final String DONE = "done";

	static final String REFUSED = "refused";

	private final FileChannel channel;

	OperationLog(Path file) throws IOException {
		this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	void writes(String operation, String document) throws IOException {
		append(WRITES, operation, document);
	}

	void deletes(String operation, String document) throws IOException {
		append(DELETES, operation, document);
	}

	void done(String operation, long counter) throws IOException {
		append(DONE, operation, String.valueOf(counter));
	}

	/** It did not take place, and said so. */
	void refused(String operation) throws IOException {
		append(REFUSED, operation, "-");
	}

	private void append(String... words) throws IOException {
		String line = System.nanoTime() + " " + String.join(" ", words) + "\n";
		this.channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
