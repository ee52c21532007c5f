package io.polystore.atomic.integration.shedlock;

import java.util.Optional;

import net.javacrumbs.shedlock.core.AbstractSimpleLock;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * A lock that was granted for a time.
 */
final class LeasedLock extends AbstractSimpleLock {

	private final LeaseFile file;

	private final Lease lease;

	LeasedLock(LockConfiguration configuration, LeaseFile file, Lease lease) {
		super(configuration);
		this.file = file;
		this.lease = lease;
	}

	@Override
	protected void doUnlock() {
		this.file.release(this.lease, this.lease.until(this.lockConfiguration.getUnlockTime()));
	}

	@Override
	protected Optional<SimpleLock> doExtend(LockConfiguration newConfiguration) {
		Lease extended = this.lease.until(newConfiguration.getLockAtMostUntil());
		return this.file.extend(this.lease, extended)
				? Optional.of(new LeasedLock(newConfiguration, this.file, extended)) : Optional.empty();
	}

}
