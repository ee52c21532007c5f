package io.polystore.atomic.lock;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.retry.RetryContext;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.BackOffInterruptedException;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.context.RetryContextSupport;
import org.springframework.retry.support.RetryTemplate;

/**
 * Asks for a lock again and again until the deadline, which it keeps exactly.
 * <p>
 * The pauses grow from one millisecond to the poll interval: most locks are held for a
 * few milliseconds only. Among hosts all are as long as the interval: nothing but polling
 * decides who comes next there, and whoever came last must not ask most often. Spring
 * Retry's own time-out policy goes by the wall clock and does not shorten the last pause,
 * hence the policies here.
 */
final class LockPoller {

	private static final long FIRST_PAUSE = 1_000_000;

	private final Deadline deadline;

	private final long interval;

	private final boolean amongHosts;

	private int attempts;

	/** The pause before the last attempt was cut short by the deadline. */
	private boolean last;

	private boolean over;

	LockPoller(Deadline deadline, Duration interval, boolean amongHosts) {
		this.deadline = deadline;
		this.interval = interval.toNanos();
		this.amongHosts = amongHosts;
	}

	/**
	 * Returns whether the lock was taken at once.
	 */
	boolean once(Attempt attempt) throws IOException {
		count();
		return attempt.succeeds();
	}

	/**
	 * Notes an attempt that was made elsewhere.
	 */
	void count() {
		this.attempts++;
	}

	/**
	 * Returns whether the lock was taken before the deadline; tries at least once.
	 * @param behindOthers whether to leave the next chance to those who came before
	 */
	boolean poll(Attempt attempt, boolean behindOthers) throws IOException, InterruptedException {
		RetryTemplate template = new RetryTemplate();
		template.setRetryPolicy(new DeadlinePolicy());
		template.setBackOffPolicy(new GrowingPauses(behindOthers));
		try {
			template.<@Nullable Void, IOException>execute((context) -> {
				this.over = this.last;
				if (isTooEarly(context) || !once(attempt)) {
					throw new BusyException();
				}
				return null;
			});
			return true;
		}
		catch (BusyException ex) {
			return false;
		}
		catch (BackOffInterruptedException ex) {
			throw (InterruptedException) new InterruptedException().initCause(ex);
		}
	}

	/**
	 * An engine was asked a moment ago; a kernel may say something else by now, and costs
	 * little.
	 */
	private boolean isTooEarly(RetryContext context) {
		return this.amongHosts && context.getRetryCount() == 0;
	}

	int attempts() {
		return this.attempts;
	}

	/**
	 * One attempt to take a lock.
	 */
	@FunctionalInterface
	interface Attempt {

		boolean succeeds() throws IOException;

	}

	private static final class BusyException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		BusyException() {
			super(null, null, false, false);
		}

	}

	private final class DeadlinePolicy implements org.springframework.retry.RetryPolicy {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean canRetry(RetryContext context) {
			Throwable last = context.getLastThrowable();
			return last == null || (last instanceof BusyException && isTimeLeft());
		}

		private boolean isTimeLeft() {
			return !LockPoller.this.over && (LockPoller.this.last || LockPoller.this.deadline.remainingNanos() > 0);
		}

		@Override
		public RetryContext open(RetryContext parent) {
			return new RetryContextSupport(parent);
		}

		@Override
		public void close(RetryContext context) {
		}

		@Override
		public void registerThrowable(RetryContext context, Throwable failure) {
			((RetryContextSupport) context).registerThrowable(failure);
		}

	}

	private final class GrowingPauses implements BackOffPolicy {

		private long pause;

		GrowingPauses(boolean behindOthers) {
			this.pause = LockPoller.this.amongHosts ? LockPoller.this.interval
					: Math.min(FIRST_PAUSE, LockPoller.this.interval);
			if (behindOthers) {
				this.pause *= 2;
			}
		}

		@Override
		public @Nullable BackOffContext start(RetryContext context) {
			return null;
		}

		@Override
		public void backOff(@Nullable BackOffContext context) {
			long remaining = LockPoller.this.deadline.remainingNanos();
			long nanos = Math.min(this.pause, remaining);
			LockPoller.this.last = nanos == remaining;
			this.pause = Math.min(this.pause * 2, LockPoller.this.interval);
			try {
				Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
			}
			catch (InterruptedException ex) {
				throw new BackOffInterruptedException("interrupted", ex);
			}
		}

	}

}
