package io.polystore.atomic.test;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A stream whose calls go by way of the {@link Faults}: {@code write}, {@code close}. As
 * with close(2), the descriptor is gone even if closing fails.
 */
final class FaultyOutputStream extends FilterOutputStream {

	private final Path path;

	private final Faults faults;

	FaultyOutputStream(OutputStream out, Path path, Faults faults) {
		super(out);
		this.path = path;
		this.faults = faults;
		faults.opened(this, path);
	}

	/** For who opened it in vain: nobody else knows of it. */
	void abandon() throws IOException {
		this.faults.closed(this);
		this.out.close();
	}

	@Override
	public void write(int b) throws IOException {
		this.faults.run("write", this.path, 1, () -> this.out.write(b));
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.faults.run("write", this.path, length, () -> this.out.write(bytes, offset, length));
	}

	@Override
	public void close() throws IOException {
		this.faults.closed(this);
		try {
			this.faults.run("close", this.path, "", this::flush);
		}
		finally {
			this.out.close();
		}
	}

}
