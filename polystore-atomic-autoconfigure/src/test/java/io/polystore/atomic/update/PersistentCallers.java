package io.polystore.atomic.update;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;

/**
 * Callers whom anybody may interrupt, and who try again as often as they are told that
 * nothing happened.
 */
final class PersistentCallers {

	private static final AtomicInteger REFUSALS = new AtomicInteger();

	private final Set<Thread> present = new HashSet<>();

	/** How often anybody was told that nothing happened. */
	static int refusals() {
		return REFUSALS.get();
	}

	/** The threads are Lincheck's: outside of a call nobody may interrupt them. */
	synchronized void interrupt() {
		this.present.forEach(Thread::interrupt);
	}

	private synchronized void enter() {
		this.present.add(Thread.currentThread());
	}

	private synchronized void leave() {
		this.present.remove(Thread.currentThread());
		Thread.interrupted();
	}

	<T> T call(Callable<T> operation) throws Exception {
		enter();
		try {
			return callUntilDone(operation);
		}
		finally {
			leave();
		}
	}

	private static <T> T callUntilDone(Callable<T> operation) throws Exception {
		while (true) {
			try {
				return operation.call();
			}
			catch (FileLockInterruptedException ex) {
				Thread.interrupted();
			}
			catch (FileLockTimeoutException ex) {
				Thread.yield();
			}
			catch (AtomicWriteException ex) {
				if (ex.outcome() != Outcome.NOT_COMMITTED) {
					throw ex;
				}
			}
			REFUSALS.incrementAndGet();
		}
	}

}
