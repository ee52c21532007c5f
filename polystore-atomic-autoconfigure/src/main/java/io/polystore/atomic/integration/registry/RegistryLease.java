package io.polystore.atomic.integration.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;

import io.polystore.atomic.FileLockException;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.locks.LockRegistry;

/**
 * The lease of one key, by way of a turnstile.
 * <p>
 * Whoever waits for the lease stands in the turnstile, so that a process that gives it up
 * and wants it back at once comes behind one that waits already.
 */
final class RegistryLease {

	/** So long everybody stands behind a process that died in the turnstile. */
	private static final Duration TURN_LEASE = Duration.ofSeconds(2);

	/** No path contains this. */
	private static final String TURN = "//turn";

	private final LeaseThread thread = new LeaseThread();

	private final LeasedLock lock;

	private final LeasedLock turn;

	private final Duration lease;

	private final Duration turnLease;

	/** Changed by the lease thread. */
	private volatile boolean inTurn;

	/** Of the lease thread. */
	private boolean turnRenewed;

	/** An attempt that was not answered yet. */
	private @Nullable Answer<Boolean> attempt;

	RegistryLease(LockRegistry<?> registry, String key, Duration lease) {
		this.lease = lease;
		this.turnLease = (lease.compareTo(TURN_LEASE) < 0) ? lease : TURN_LEASE;
		this.lock = new LeasedLock(registry, key, lease);
		this.turn = new LeasedLock(registry, key + TURN, this.turnLease);
	}

	/**
	 * Takes the lease if it is free now. Without an answer it is not; the next call waits
	 * for the same one.
	 * @param lockFile to be named by a failure
	 */
	boolean tryTake(Path lockFile) throws IOException {
		Answer<Boolean> answer = (this.attempt != null) ? this.attempt : this.thread.ask(this::attempt);
		this.attempt = answer;
		try {
			Boolean taken = answer.await(LeaseThread.PATIENCE);
			this.attempt = (taken != null) ? null : answer;
			// An answer may come when what it grants is over.
			return Boolean.TRUE.equals(taken) && !this.lock.timeLeft().isZero();
		}
		catch (LeaseException ex) {
			this.attempt = null;
			throw new FileLockException(lockFile,
					"Lock '%s' cannot be taken: its lock registry failed: %s; see whether its engine can be reached"
						.formatted(lockFile, ex.getCause()),
					ex.getCause());
		}
	}

	/**
	 * Whether the turnstile was passed. Whoever comes from the lock has the same chance
	 * in front of it as one that has waited there since long.
	 */
	boolean isInTurn() {
		return this.inTurn;
	}

	private boolean attempt() throws InterruptedException {
		this.inTurn = this.turn.take();
		if (this.inTurn && !this.turnRenewed) {
			this.turnRenewed = true;
			this.thread.repeat(this.turn::renew, this.turnLease.dividedBy(3));
		}
		boolean taken = this.inTurn && this.lock.take();
		if (taken) {
			this.thread.repeat(this.lock::renew, this.lease.dividedBy(3));
			// The caller need not wait for this.
			this.thread.later(this.turn::release);
		}
		return taken;
	}

	/**
	 * Asks the registry, since its engine may have been lost, and goes by the own clock,
	 * since this process may have stood still after the answer.
	 * @throws IOException if there is no answer as long as the lease lasts
	 */
	boolean isLost() throws IOException {
		Duration left = this.lock.timeLeft();
		if (left.isZero()) {
			return true;
		}
		try {
			Boolean renewed = this.thread.ask(this.lock::renew).awaitThroughInterrupts(left);
			if (renewed == null) {
				throw new IOException("the lock registry did not answer before the lease ended");
			}
			return !renewed || this.lock.timeLeft().isZero();
		}
		catch (LeaseException ex) {
			throw new IOException("the lock registry failed: " + ex.getCause(), ex.getCause());
		}
		catch (RejectedExecutionException | CancellationException ex) {
			// given up meanwhile
			return true;
		}
	}

	/**
	 * For how long nobody else can have the lease, by the own clock.
	 */
	Duration timeLeft() {
		return this.lock.timeLeft();
	}

	/**
	 * Gives up whatever was taken, or is going to be by an attempt under way. Does not
	 * wait for ever: a lease ends by itself.
	 */
	void giveUp() {
		this.thread.end(() -> {
			try {
				this.turn.release();
			}
			finally {
				this.lock.release();
			}
		});
	}

}
