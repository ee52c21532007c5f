package io.polystore.atomic.write;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a callback gets: closing it, as serialisers like to do, must not end the write.
 */
final class FlushOnCloseOutputStream extends FilterOutputStream {

	FlushOnCloseOutputStream(OutputStream out) {
		super(out);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.out.write(bytes, offset, length);
	}

	@Override
	public void close() throws IOException {
		flush();
	}

}
