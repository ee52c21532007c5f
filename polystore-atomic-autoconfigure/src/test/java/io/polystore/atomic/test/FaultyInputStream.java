package io.polystore.atomic.test;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A stream whose calls go by way of the {@link Faults}: {@code read}, {@code close}. As
 * with close(2), the descriptor is gone even if closing fails.
 */
final class FaultyInputStream extends FilterInputStream {

	private final Path path;

	private final Faults faults;

	FaultyInputStream(InputStream in, Path path, Faults faults) {
		super(in);
		this.path = path;
		this.faults = faults;
		faults.opened(this, path);
	}

	/** For who opened it in vain: nobody else knows of it. */
	void abandon() throws IOException {
		this.faults.closed(this);
		this.in.close();
	}

	@Override
	public int read() throws IOException {
		return this.faults.call("read", this.path, 1, this.in::read);
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		return this.faults.call("read", this.path, length,
				() -> this.in.read(bytes, offset, Math.min(length, this.faults.maxRead())));
	}

	@Override
	public void close() throws IOException {
		this.faults.closed(this);
		try {
			this.faults.run("close", this.path, "", () -> {
			});
		}
		finally {
			this.in.close();
		}
	}

}
