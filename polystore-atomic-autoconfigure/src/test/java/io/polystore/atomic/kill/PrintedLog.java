package io.polystore.atomic.kill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A log of lines with a mark at their end, which tells a whole line from one that was cut
 * off by a kill; either of all operations, or of the last ones at the end. Thread-safe.
 */
final class PrintedLog implements WorkLog {

	static final String SENT = "sent";

	static final String DONE = "done";

	static final String REFUSED = "refused";

	static final String COUNT = "count";

	static final String MARK = ".";

	private final boolean aloud;

	private final Map<String, Long> last = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	PrintedLog(boolean aloud) {
		this.aloud = aloud;
	}

	@Override
	public void sent(String worker, String document, long number) {
		say(SENT, worker + " " + document, number);
	}

	@Override
	public void done(String worker, String document, long number) {
		say(DONE, worker + " " + document, number);
		this.last.put(worker + " " + document, number);
		this.count.incrementAndGet();
	}

	@Override
	public void refused(String worker, String document, long number) {
		say(REFUSED, worker + " " + document, number);
	}

	private void say(String what, String where, long number) {
		if (this.aloud) {
			print(what, where, number);
		}
	}

	void end() {
		this.last.forEach((where, number) -> print(DONE, where, number));
		print(COUNT, "before that", this.count.get() - this.last.size());
	}

	private static void print(String what, String where, long number) {
		System.out.println(what + " " + where + " " + number + " " + MARK);
	}

}
