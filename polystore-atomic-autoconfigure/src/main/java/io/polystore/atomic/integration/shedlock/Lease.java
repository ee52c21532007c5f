package io.polystore.atomic.integration.shedlock;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.support.Utils;

/**
 * What the file of a task holds: until when it is locked.
 *
 * @param name the name of the lock
 * @param lockUntil from when on anybody may take it
 * @param lockedAt when it was taken
 * @param lockedBy who took it, for those who read the file
 * @param token tells who may give it up or extend it
 */
record Lease(String name, Instant lockUntil, Instant lockedAt, String lockedBy, UUID token) {

	Lease {
		Objects.requireNonNull(lockUntil, "'lockUntil' is missing");
		Objects.requireNonNull(token, "'token' is missing");
	}

	static Lease of(LockConfiguration configuration) {
		String holder = "%s, pid %d".formatted(Utils.getHostname(), ProcessHandle.current().pid());
		return new Lease(configuration.getName(), configuration.getLockAtMostUntil(), ClockProvider.now(), holder,
				UUID.randomUUID());
	}

	Lease until(Instant end) {
		return new Lease(this.name, end, this.lockedAt, this.lockedBy, this.token);
	}

	boolean isHeld() {
		return this.lockUntil.isAfter(ClockProvider.now());
	}

	/**
	 * Whether it was granted at the same time as the other one, whatever its end is now.
	 */
	boolean isSameAs(Lease other) {
		return this.token.equals(other.token);
	}

}
