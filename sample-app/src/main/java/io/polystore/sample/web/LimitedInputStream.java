package io.polystore.sample.web;

import java.io.IOException;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/**
 * The body of a request, which may not be longer than the limit.
 */
final class LimitedInputStream extends ServletInputStream {

	private final ServletInputStream body;

	private final long limit;

	private long length;

	LimitedInputStream(ServletInputStream body, long limit) {
		this.body = body;
		this.limit = limit;
	}

	static ProblemException tooLarge(long limit) {
		return new ProblemException(ProblemType.TOO_LARGE,
				"The body of a request may have %d bytes at most".formatted(limit));
	}

	@Override
	public int read() throws IOException {
		int value = this.body.read();
		return (value < 0) ? value : count(1, value);
	}

	@Override
	public int read(byte[] buffer, int offset, int count) throws IOException {
		int read = this.body.read(buffer, offset, count);
		return (read < 0) ? read : count(read, read);
	}

	private int count(int bytes, int result) {
		this.length += bytes;
		if (this.length > this.limit) {
			throw tooLarge(this.limit);
		}
		return result;
	}

	@Override
	public boolean isFinished() {
		return this.body.isFinished();
	}

	@Override
	public boolean isReady() {
		return this.body.isReady();
	}

	@Override
	public void setReadListener(ReadListener listener) {
		this.body.setReadListener(listener);
	}

}
