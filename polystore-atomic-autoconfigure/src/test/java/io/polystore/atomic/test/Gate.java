package io.polystore.atomic.test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A point where a thread stops until it is let through, whatever interrupts come.
 */
public final class Gate implements Fault.Hook {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch opened = new CountDownLatch(1);

	/**
	 * Stops here, without a limit: who looks whether a thread waits for a lock, which has
	 * one, must not take this for it.
	 */
	@Override
	public void run() {
		this.reached.countDown();
		boolean interrupted = false;
		while (this.opened.getCount() > 0) {
			try {
				this.opened.await();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/** Waits until a thread has come here. */
	public Gate awaitReached() {
		await(this.reached);
		return this;
	}

	public boolean isReached() {
		return this.reached.getCount() == 0;
	}

	public void open() {
		this.opened.countDown();
	}

	private static void await(CountDownLatch latch) {
		boolean interrupted = Thread.interrupted();
		try {
			if (!latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("Waited in vain");
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
