package io.polystore.atomic.test;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;

/**
 * A real kernel lock whose release goes by way of the {@link Faults}.
 */
final class FaultyLock extends FileLock {

	private final FileLock real;

	private final Path path;

	private final Faults faults;

	FaultyLock(FileChannel channel, FileLock real, Path path, Faults faults) {
		super(channel, real.position(), real.size(), real.isShared());
		this.real = real;
		this.path = path;
		this.faults = faults;
		faults.locked(this, path);
	}

	@Override
	public boolean isValid() {
		return this.real.isValid();
	}

	@Override
	public void release() throws IOException {
		this.faults.run("unlock", this.path, position(), this.real::release);
	}

}
