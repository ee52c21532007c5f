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

	FaultyChannel(FileChannel real, Path path, Faults faults) {
		this.real = real;
		this.path = path;
		this.faults = faults;
	}

	private <T> T call(String operation, Object detail, Faults.Real<T> call) throws IOException {
		return this.faults.call(operation, this.path, detail, call);
	}

	@Override
	public int read(ByteBuffer buffer) throws IOException {
		return call("read", buffer.remaining(), () -> this.real.read(buffer));
	}

	@Override
	public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
		return call("read", "scattering", () -> this.real.read(buffers, offset, length));
	}

	@Override
	public int read(ByteBuffer buffer, long position) throws IOException {
		return call("read", buffer.remaining() + " at " + position, () -> this.real.read(buffer, position));
	}

	@Override
	public int write(ByteBuffer buffer) throws IOException {
		return call("write", buffer.remaining(), () -> limited(buffer, this.real::write));
	}

	@Override
	public int write(ByteBuffer buffer, long position) throws IOException {
		return call("write", buffer.remaining() + " at " + position,
				() -> limited(buffer, (part) -> this.real.write(part, position)));
	}

	@Override
	public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
		return call("write", "gathering", () -> this.real.write(buffers, offset, length));
	}

	private int limited(ByteBuffer buffer, Write write) throws IOException {
		ByteBuffer part = buffer.slice(buffer.position(), Math.min(buffer.remaining(), this.faults.maxWrite()));
		int written = write.write(part);
		buffer.position(buffer.position() + written);
		return written;
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
		this.faults.run("force", this.path, "", () -> this.real.force(metadata));
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
		try (this.real) {
			this.faults.run("close", this.path, "", () -> {
			});
		}
	}

	/**
	 * One of the ways to write.
	 */
	@FunctionalInterface
	private interface Write {

		int write(ByteBuffer part) throws IOException;

	}

}
