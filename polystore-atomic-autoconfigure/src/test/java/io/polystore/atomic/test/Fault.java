package io.polystore.atomic.test;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * What happens at some calls: at the first that matches, unless {@link #nth} or
 * {@link #times} says otherwise.
 */
public final class Fault {

	private static final Hook NOTHING = () -> {
	};

	private final Predicate<Call> condition;

	private final AtomicInteger matches = new AtomicInteger();

	private volatile int first = 1;

	private volatile int last = 1;

	private volatile Hook before = NOTHING;

	private volatile Hook after = NOTHING;

	private volatile boolean skipping;

	Fault(Predicate<Call> condition) {
		this.condition = condition;
	}

	/** Only at the n-th match, from 1. */
	public Fault nth(int n) {
		this.first = n;
		this.last = n;
		return this;
	}

	/** At the first n matches. */
	public Fault times(int n) {
		this.first = 1;
		this.last = n;
		return this;
	}

	public Fault always() {
		return times(Integer.MAX_VALUE);
	}

	/** Fails without doing it. */
	public Fault failBefore(IOException failure) {
		return before(() -> {
			throw failure;
		});
	}

	/** Does it, and fails all the same: the answer was lost. */
	public Fault failAfter(IOException failure) {
		return after(() -> {
			throw failure;
		});
	}

	/** What the hook throws takes the place of the call. */
	public Fault before(Hook hook) {
		this.before = hook;
		return this;
	}

	/** What the hook throws takes the place of the result. */
	public Fault after(Hook hook) {
		this.after = hook;
		return this;
	}

	/** Does nothing, and says that it was done: for calls without a result. */
	public Fault skip() {
		this.skipping = true;
		return this;
	}

	/** How many calls matched so far, whether or not something was done to them. */
	public int matches() {
		return this.matches.get();
	}

	boolean applies(Call call) {
		if (!this.condition.test(call)) {
			return false;
		}
		int match = this.matches.incrementAndGet();
		return match >= this.first && match <= this.last;
	}

	boolean isSkipping() {
		return this.skipping;
	}

	void runBefore() throws IOException {
		this.before.run();
	}

	void runAfter() throws IOException {
		this.after.run();
	}

	/**
	 * Runs on the thread of the call: may wait, may throw.
	 */
	@FunctionalInterface
	public interface Hook {

		void run() throws IOException;

	}

}
