package io.polystore.atomic.probe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.LockHolder;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.ProcessLock;

/**
 * Locks that are not what they seem, as those of some network file systems.
 */
final class DeceptiveProvider implements FileLockProvider, Closeable {

	private final Deceit deceit;

	private final List<ProcessLock> kept = new ArrayList<>();

	private int closed;

	private boolean busy;

	DeceptiveProvider(Deceit deceit) {
		this.deceit = deceit;
	}

	@Override
	public ProcessLock open(Path lockFile) throws IOException {
		ProcessLock real = new FileChannelLockProvider().open(lockFile);
		if (this.deceit == Deceit.EXCLUDES_NOBODY) {
			real.close();
			Files.writeString(lockFile, "");
		}
		return new DeceptiveLock(real);
	}

	@Override
	public void close() throws IOException {
		for (ProcessLock lock : this.kept) {
			lock.close();
		}
	}

	enum Deceit {

		EXCLUDES_NOBODY, EXCLUDES_NOT_US, OUTLIVES_ITS_OWNER, IS_NEVER_GIVEN_UP, STAYS_WITH_US, IS_NEVER_FREE, FAILS

	}

	private final class DeceptiveLock implements ProcessLock {

		private final ProcessLock real;

		DeceptiveLock(ProcessLock real) {
			this.real = real;
		}

		@Override
		public boolean tryLock() throws IOException {
			DeceptiveProvider provider = DeceptiveProvider.this;
			return switch (provider.deceit) {
				case EXCLUDES_NOBODY -> true;
				case EXCLUDES_NOT_US -> this.real.tryLock() || true;
				case OUTLIVES_ITS_OWNER -> {
					provider.busy = provider.busy || !this.real.tryLock();
					yield !provider.busy;
				}
				case IS_NEVER_FREE -> false;
				case FAILS -> throw new IOException("No locks available");
				default -> this.real.tryLock();
			};
		}

		@Override
		public void record(LockHolder holder) {
		}

		@Override
		public LockHolder recorded() {
			return null;
		}

		/** The third is the first that another process asks for. */
		@Override
		public void close() throws IOException {
			DeceptiveProvider provider = DeceptiveProvider.this;
			provider.closed++;
			boolean keeps = provider.deceit == Deceit.IS_NEVER_GIVEN_UP
					|| (provider.deceit == Deceit.STAYS_WITH_US && provider.closed == 3);
			if (keeps) {
				provider.kept.add(this.real);
			}
			else if (provider.deceit != Deceit.EXCLUDES_NOBODY) {
				this.real.close();
			}
		}

	}

}
