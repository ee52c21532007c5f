package io.polystore.atomic.json;

import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.polystore.atomic.json.DirectoryWatches.Signal;
import io.polystore.atomic.json.KnownDocuments.Finding;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of a watcher does: takes signals, looks a moment later at the documents
 * that they suspect, and tells what it finds.
 */
final class WatchLoop implements Runnable {

	private static final Log logger = LogFactory.getLog(DocumentWatcher.class);

	/** A scan of everything takes no larger share of the time than one in this. */
	private static final int REST_AFTER_SCAN = 10;

	private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

	private static final long LONGEST_WAIT = Duration.ofHours(1).toNanos();

	private final DirectoryWatches watches;

	private final KnownDocuments known;

	private final DocumentChangeListener listener;

	private final @Nullable Duration pollInterval;

	private final DocumentTree tree;

	/** In the order of their times, since all wait equally long. */
	private final Map<String, Suspicion> suspicions = new LinkedHashMap<>();

	private volatile boolean closed;

	/** When all documents are to be looked at, if that was put off. */
	private @Nullable Long scanDue;

	private long earliestScan = System.nanoTime();

	/**
	 * Creates a loop.
	 * @param pollInterval after which time to scan in any case, {@code null} for never
	 */
	WatchLoop(DirectoryWatches watches, KnownDocuments known, DocumentChangeListener listener,
			@Nullable Duration pollInterval, DocumentTree.Factory tree) {
		this.watches = watches;
		this.known = known;
		this.listener = listener;
		this.pollInterval = pollInterval;
		this.tree = tree.create(this::suspect);
	}

	/**
	 * Takes everything for known. Watches what there is before it looks.
	 */
	void start() {
		scan();
		this.suspicions.keySet().forEach((name) -> {
			followLink(name);
			this.known.adopt(name);
		});
		this.suspicions.clear();
		this.known.complete();
	}

	void close() {
		this.closed = true;
	}

	@Override
	public void run() {
		while (!this.closed) {
			try {
				runOnce();
			}
			catch (ClosedWatchServiceException ex) {
				return;
			}
			catch (InterruptedException ex) {
				logger.warn("Interrupted by somebody; the watcher goes on");
			}
			catch (RuntimeException | Error ex) {
				logger.error("Changes may be told late", ex);
				scanAfter(REST_AFTER_FAILURE.toNanos());
			}
		}
	}

	private void runOnce() throws InterruptedException {
		for (Signal signal : this.watches.await(untilNext(System.nanoTime()))) {
			if (signal.isOverflow()) {
				scanAfter(0);
			}
			else {
				this.tree.follow(signal);
			}
		}
		if (this.scanDue != null && System.nanoTime() - this.scanDue >= 0) {
			scan();
		}
		lookAtDue();
	}

	private long untilNext(long now) {
		long wait = LONGEST_WAIT;
		if (this.scanDue != null) {
			wait = Math.min(wait, this.scanDue - now);
		}
		if (!this.suspicions.isEmpty()) {
			wait = Math.min(wait, this.suspicions.values().iterator().next().due() - now);
		}
		return Math.max(wait, 0);
	}

	private void scanAfter(long nanos) {
		long due = Math.max(nanos, this.earliestScan - System.nanoTime()) + System.nanoTime();
		if (this.scanDue == null || due - this.scanDue < 0) {
			this.scanDue = due;
		}
	}

	private void scan() {
		this.scanDue = null;
		long start = System.nanoTime();
		this.tree.scan();
		long end = System.nanoTime();
		this.earliestScan = end + REST_AFTER_SCAN * (end - start);
		if (this.pollInterval != null) {
			scanAfter(this.pollInterval.toNanos());
		}
	}

	private void suspect(String name) {
		if (!this.suspicions.containsKey(name)) {
			put(name, null);
		}
	}

	private void put(String name, @Nullable Settling settling) {
		this.suspicions.put(name, new Suspicion(System.nanoTime() + Settling.PAUSE.toNanos(), settling));
	}

	private void lookAtDue() {
		long now = System.nanoTime();
		while (!this.closed && !this.suspicions.isEmpty()) {
			Iterator<Map.Entry<String, Suspicion>> first = this.suspicions.entrySet().iterator();
			Map.Entry<String, Suspicion> next = first.next();
			if (next.getValue().due() - now > 0) {
				return;
			}
			first.remove();
			lookAt(next.getKey(), next.getValue().settling());
		}
	}

	private void lookAt(String name, @Nullable Settling before) {
		followLink(name);
		tell(this.known.takeReplaced(name));
		Finding finding = this.known.examine(name, before, System.nanoTime());
		if (finding.unsettled() != null) {
			put(name, finding.unsettled());
		}
		tell(finding.event());
	}

	private void followLink(String name) {
		Path target = this.known.followLink(name);
		if (target != null) {
			this.tree.watchTarget(target);
		}
	}

	private void tell(@Nullable DocumentChangedEvent event) {
		if (event == null || this.closed) {
			return;
		}
		try {
			this.listener.documentChanged(event);
		}
		catch (Throwable ex) {
			logger.warn("A listener failed to handle %s; the watcher goes on".formatted(event), ex);
		}
		finally {
			// whoever interrupted the listener did not mean the watcher
			Thread.interrupted();
		}
	}

	/**
	 * A document to look at.
	 *
	 * @param due when, by {@link System#nanoTime()}
	 * @param settling what was found there before, if that is not settled
	 */
	private record Suspicion(long due, @Nullable Settling settling) {

	}

}
