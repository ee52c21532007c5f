package io.polystore.atomic.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockTimeoutException;

/**
 * Threads of one process that do one operation after another, and are interrupted at
 * random. They can be made to rest.
 */
final class Crew implements AutoCloseable {

	private static final int MAX_MILLIS_BETWEEN_INTERRUPTS = 20;

	private final ReadWriteLock rest = new ReentrantReadWriteLock(true);

	private final CountDownLatch ended = new CountDownLatch(1);

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	private final List<Thread> threads = new ArrayList<>();

	private final Tally tally;

	private final Random random;

	Crew(Site site, Ledger ledger, long seed, int size, Tally tally) {
		this.tally = tally;
		this.random = new Random(seed);
		for (int i = 0; i < size; i++) {
			Workload workload = new Workload(site, ledger, new Random(this.random.nextLong()), tally);
			this.threads.add(thread("soak-" + i, () -> workUntilEnd(workload)));
		}
	}

	private static Thread thread(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		return thread;
	}

	void start() {
		this.threads.forEach(Thread::start);
		thread("soak-interrupts", this::interruptUntilEnd).start();
	}

	private void workUntilEnd(Workload workload) {
		while (this.ended.getCount() > 0) {
			this.rest.readLock().lock();
			try {
				work(workload);
			}
			catch (Throwable ex) {
				this.failure.compareAndSet(null, ex);
				this.ended.countDown();
			}
			finally {
				this.rest.readLock().unlock();
			}
		}
	}

	private void work(Workload workload) throws Exception {
		try {
			workload.next();
		}
		catch (FileLockTimeoutException ex) {
			this.tally.count("time-outs");
		}
		catch (FileLockInterruptedException ex) {
			Expect.that(Thread.currentThread().isInterrupted(), "the flag is kept", ex);
			this.tally.count("interrupts");
		}
		finally {
			Thread.interrupted();
		}
	}

	private void interruptUntilEnd() {
		try {
			while (!this.ended.await(this.random.nextInt(MAX_MILLIS_BETWEEN_INTERRUPTS), TimeUnit.MILLISECONDS)) {
				this.threads.get(this.random.nextInt(this.threads.size())).interrupt();
			}
		}
		catch (InterruptedException ex) {
			// nobody interrupts this thread
			throw new IllegalStateException(ex);
		}
	}

	/** Lets it work for that time, or until it fails. */
	void workFor(Duration time) throws InterruptedException {
		this.ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
		requireNoFailure();
	}

	private void requireNoFailure() {
		if (this.failure.get() != null) {
			throw new AssertionError("a thread failed", this.failure.get());
		}
	}

	/** Nobody is inside an operation meanwhile. */
	void rest(Meanwhile meanwhile) throws Exception {
		this.rest.writeLock().lock();
		try {
			meanwhile.run();
		}
		finally {
			this.rest.writeLock().unlock();
		}
	}

	/** Returns when all have ended. */
	void stop() throws InterruptedException {
		this.ended.countDown();
		for (Thread thread : this.threads) {
			thread.join();
		}
		requireNoFailure();
	}

	@Override
	public void close() {
		this.ended.countDown();
	}

	/**
	 * What is done while all rest.
	 */
	@FunctionalInterface
	interface Meanwhile {

		void run() throws Exception;

	}

}
