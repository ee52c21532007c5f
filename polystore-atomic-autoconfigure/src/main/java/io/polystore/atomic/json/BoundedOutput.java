package io.polystore.atomic.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Keeps bytes up to a limit, so that an endless value cannot fill the memory.
 */
final class BoundedOutput extends OutputStream {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final long limit;

	private boolean exceeded;

	BoundedOutput(long limit) {
		this.limit = limit;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		this.exceeded = this.exceeded || this.bytes.size() + (long) length > this.limit;
		if (this.exceeded) {
			throw new IOException("More than %d bytes".formatted(this.limit));
		}
		this.bytes.write(source, offset, length);
	}

	boolean isExceeded() {
		return this.exceeded;
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
