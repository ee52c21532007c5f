package io.polystore.atomic.integration.shedlock;

import io.polystore.atomic.integration.KeyName;
import io.polystore.atomic.integration.Uninterrupted;
import io.polystore.atomic.json.JsonFileRepository;

/**
 * The file of one lock. A lease in it changes by a comparison under the lock of the file.
 */
final class LeaseFile {

	private final JsonFileRepository documents;

	private final String name;

	LeaseFile(JsonFileRepository documents, String lockName) {
		this.documents = documents;
		this.name = KeyName.of(lockName);
	}

	/**
	 * Returns whether the lease was granted and is not over by now, be it that others
	 * were waited for so long.
	 */
	boolean grant(Lease lease) {
		Lease stored = this.documents.update(this.name, Lease.class, () -> lease,
				(current) -> current.isHeld() ? current : lease);
		return stored.isSameAs(lease) && stored.isHeld();
	}

	/**
	 * Returns whether the lease ends at another time now. One that is over cannot be
	 * extended.
	 */
	boolean extend(Lease lease, Lease extended) {
		Lease stored = this.documents.update(this.name, Lease.class, () -> lease,
				(current) -> (current.isSameAs(lease) && current.isHeld()) ? extended : current);
		return stored.equals(extended) && stored.isHeld();
	}

	/**
	 * Ends the lease, unless somebody else has one by now. A task that was interrupted
	 * must not stay locked for that.
	 */
	void release(Lease lease, Lease released) {
		Uninterrupted.call(() -> this.documents.update(this.name, Lease.class, () -> lease,
				(current) -> current.isSameAs(lease) ? released : current));
	}

}
