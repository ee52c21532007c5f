package io.polystore.atomic.integration.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.polystore.atomic.LockHolder;
import io.polystore.atomic.lock.ProcessLock;
import org.jspecify.annotations.Nullable;

/**
 * A lease, and a lock file that says who has it. With several processes on a host the
 * file may be locked, too: a lease may end too early, that lock does not.
 */
final class RegistryLock implements ProcessLock {

	private final Path path;

	private final RegistryLease lease;

	private final ProcessLock file;

	private final boolean composite;

	/** Changed by the one thread that tries. */
	private volatile boolean leased;

	RegistryLock(Path path, RegistryLease lease, ProcessLock file, boolean composite) {
		this.path = path;
		this.lease = lease;
		this.file = file;
		this.composite = composite;
	}

	@Override
	public boolean tryLock() throws IOException {
		this.leased = this.leased || this.lease.tryTake(this.path);
		return this.leased && (!this.composite || this.file.tryLock());
	}

	@Override
	public boolean isBehindOthers() {
		return !this.lease.isInTurn();
	}

	/**
	 * In the kernel only for the file: registries are polled.
	 */
	@Override
	public boolean await() throws IOException {
		return this.leased && this.composite && this.file.await();
	}

	@Override
	public boolean isLost() throws IOException {
		return this.lease.isLost() || (this.composite && this.file.isLost());
	}

	@Override
	public String howLost() {
		return "its lease ended, or the engine of its lock registry lost it"
				+ (this.composite ? ", or " + this.file.howLost() : "");
	}

	@Override
	public Duration timeLeft() {
		return this.lease.timeLeft();
	}

	@Override
	public void record(LockHolder holder) throws IOException {
		this.file.record(holder);
	}

	@Override
	public @Nullable LockHolder recorded() {
		return this.file.recorded();
	}

	@Override
	public void close() throws IOException {
		try {
			this.file.close();
		}
		finally {
			this.lease.giveUp();
		}
	}

}
