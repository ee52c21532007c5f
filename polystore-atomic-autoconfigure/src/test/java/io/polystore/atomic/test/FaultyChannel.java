package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * A real file channel whose calls go by way of the {@link Faults}: {@code read},
 * {@code write}, {@code force}, {@code tryLock}, {@code close} and so on. As with
 * close(2), the descriptor is gone even if closing fails.
 */
final class FaultyChannel extends FileChannel {

	private final FileChannel real;

	private final Path path;

	private final Faults faults;

	private final boolean interruptible;

	/**
	 * @param interruptible whether an interrupt closes it, as it does to what
	 * {@code FileChannel.open} returns; not to what {@code Files} reads and writes with
	 */
	FaultyChannel(FileChannel real, Path path, Faults faults, boolean interruptible) {
		this.real = real;
		this.path = path;
		this.faults = faults;
		this.interruptible = interruptible;
		faults.opened(this, path);
	}

	private <T> T call(String operation, Object detail, Faults.Real<T> call) throws IOException {
		try {
			return this.faults.call(operation, this.path, detail, () -> real(call));
		}
		finally {
			if (!this.real.isOpen()) {
				close();
			}
		}
	}

	private <T> T real(Faults.Real<T> call) throws IOException {
		boolean interrupted = !this.interruptible && Thread.interrupted();
		try {
			return call.call();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** For who opened it in vain: nobody else knows of it. */
	void abandon() throws IOException {
		this.real.close();
		close();
	}

	@Override
	public int read(ByteBuffer buffer) throws IOException {
		return call("read", buffer.remaining(), () -> limitedRead(buffer, this.real::read));
	}

	@Override
	public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
		return call("read", "scattering", () -> this.real.read(buffers, offset, length));
	}

	@Override
	public int read(ByteBuffer buffer, long position) throws IOException {
		return call("read", buffer.remaining() + " at " + position,
				() -> limitedRead(buffer, (part) -> this.real.read(part, position)));
	}

	@Override
	public int write(ByteBuffer buffer) throws IOException {
		return call("write", buffer.remaining(), () -> limited(buffer, this.faults.maxWrite(), this.real::write));
	}

	@Override
	public int write(ByteBuffer buffer, long position) throws IOException {
		return call("write", buffer.remaining() + " at " + position,
				() -> limited(buffer, this.faults.maxWrite(), (part) -> this.real.write(part, position)));
	}

	@Override
	public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
		return call("write", "gathering", () -> this.real.write(buffers, offset, length));
	}

	private int limitedRead(ByteBuffer buffer, Transfer read) throws IOException {
		return limited(buffer, this.faults.maxRead(), read);
	}

	private static int limited(ByteBuffer buffer, int max, Transfer transfer) throws IOException {
		ByteBuffer part = buffer.slice(buffer.position(), Math.min(buffer.remaining(), max));
		int moved = transfer.move(part);
		buffer.position(buffer.position() + Math.max(moved, 0));
		return moved;
	}

	@Override
	public long position() throws IOException {
		return call("position", "", this.real::position);
	}

	@Override
	public FileChannel position(long position) throws IOException {
		call("position", position, () -> this.real.position(position));
		return this;
	}

	@Override
	public long size() throws IOException {
		return call("size", "", this.real::size);
	}

	@Override
	public FileChannel truncate(long size) throws IOException {
		call("truncate", size, () -> this.real.truncate(size));
		return this;
	}

	@Override
	public void force(boolean metadata) throws IOException {
		call("force", "", () -> {
			this.real.force(metadata);
			return this;
		});
	}

	@Override
	public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
		return call("transferTo", count, () -> this.real.transferTo(position, count, target));
	}

	@Override
	public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
		return call("transferFrom", count, () -> this.real.transferFrom(source, position, count));
	}

	@Override
	public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
		return call("map", mode, () -> this.real.map(mode, position, size));
	}

	@Override
	public FileLock lock(long position, long size, boolean shared) throws IOException {
		return call("lock", position, () -> wrap(this.real.lock(position, size, shared)));
	}

	@Override
	public FileLock tryLock(long position, long size, boolean shared) throws IOException {
		return call("tryLock", position, () -> wrap(this.real.tryLock(position, size, shared)));
	}

	private FileLock wrap(FileLock lock) {
		return (lock != null) ? new FaultyLock(this, lock, this.path, this.faults) : null;
	}

	@Override
	protected void implCloseChannel() throws IOException {
		this.faults.closed(this);
		if (this.real.isOpen()) {
			try (this.real) {
				this.faults.run("close", this.path, "", () -> {
				});
			}
		}
	}

	/**
	 * One of the ways to read or to write.
	 */
	@FunctionalInterface
	private interface Transfer {

		int move(ByteBuffer part) throws IOException;

	}

}
