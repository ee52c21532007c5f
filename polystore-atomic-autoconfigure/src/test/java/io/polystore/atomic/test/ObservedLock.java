package io.polystore.atomic.test;

import java.io.IOException;

import io.polystore.atomic.LockHolder;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.ProcessLock;

/**
 * A lock that shows the moment at which it is given up.
 *
 * @param lock the real lock
 * @param onClose runs before that
 */
public record ObservedLock(ProcessLock lock, Runnable onClose) implements ProcessLock {

	public static FileLockProvider provider(Runnable onClose) {
		FileChannelLockProvider provider = new FileChannelLockProvider();
		return (lockFile) -> new ObservedLock(provider.open(lockFile), onClose);
	}

	@Override
	public boolean tryLock() throws IOException {
		return this.lock.tryLock();
	}

	@Override
	public void record(LockHolder holder) throws IOException {
		this.lock.record(holder);
	}

	@Override
	public LockHolder recorded() {
		return this.lock.recorded();
	}

	@Override
	public void close() throws IOException {
		this.onClose.run();
		this.lock.close();
	}

}
