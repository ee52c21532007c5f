package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.Path;

import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.ProcessLock;

/**
 * Sees whenever a lock is opened how many processes this one has started.
 */
final class ChildCounter implements FileLockProvider {

	private volatile long mostChildren;

	@Override
	public ProcessLock open(Path lockFile) throws IOException {
		this.mostChildren = Math.max(this.mostChildren, ProcessHandle.current().children().count());
		return new FileChannelLockProvider().open(lockFile);
	}

	long mostChildren() {
		return this.mostChildren;
	}

}
