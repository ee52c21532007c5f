package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Objects;

import io.polystore.atomic.write.ChangeWitnesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches the documents of a repository and tells what others change: other processes,
 * and what in this one does not use this library.
 *
 * <pre>{@code
 * try (DocumentWatcher watcher = DocumentWatcher.start(documents, (event) -> reload(event.name()))) {
 *     ...
 * }
 * }</pre>
 * <p>
 * What is told is content that differs from what the application knows: from what it was
 * told last, what this JVM has written, and what was there when the watcher was started.
 * So one save is one event, to touch a file or to write the same again is none, and
 * several changes in quick succession may be one, of which the last is always told. Own
 * changes are those of all templates and repositories that the same class loader has
 * loaded; what they replace by a write is told, too, if nobody was told of it before.
 * <p>
 * A change is told when two looks, 50 milliseconds apart, have found the same JSON value;
 * if the content changes all the time, after one second. A file that is no JSON, half
 * written perhaps, is told when it has not changed for two seconds. No more is promised
 * about programs that write in place.
 * <p>
 * The watched documents are those of {@link JsonFileRepository#names()}, in directories
 * that appear later, too, also if the directory itself is missing at first or is
 * replaced. Of a document that is a symbolic link, changes of the link, of the file that
 * it leads to, and of a link on the way that lies in a watched directory are noticed, as
 * when Kubernetes replaces {@code ..data}; a link elsewhere on the way only by polling.
 * <p>
 * The operating system tells of changes on this host only, and not at all on some file
 * systems: for network file systems set a poll interval, after which all documents are
 * looked at in any case.
 * <p>
 * Uses a daemon thread, and memory for one entry (the name and its version) per document;
 * the start reads all of them. While a watcher is open, each own change of one of its
 * documents also reads what it replaces. Thread-safe.
 *
 * @since 0.1
 */
public final class DocumentWatcher implements AutoCloseable {

	/**
	 * How long {@link #close()} waits for a listener that is at work: ten seconds.
	 */
	public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * The shortest poll interval: 100 milliseconds.
	 */
	public static final Duration MIN_POLL_INTERVAL = Duration.ofMillis(100);

	/**
	 * The longest poll interval: one day.
	 */
	public static final Duration MAX_POLL_INTERVAL = Duration.ofDays(1);

	private static final Log logger = LogFactory.getLog(DocumentWatcher.class);

	private final DirectoryWatches watches;

	private final KnownDocuments known;

	private final WatchLoop loop;

	private final Thread thread;

	private DocumentWatcher(DirectoryWatches watches, KnownDocuments known, WatchLoop loop, Thread thread) {
		this.watches = watches;
		this.known = known;
		this.loop = loop;
		this.thread = thread;
	}

	/**
	 * Starts to watch, without polling.
	 * @param documents the repository
	 * @param listener is told of changes by others from now on
	 * @return the watcher
	 * @see #start(JsonFileRepository, DocumentChangeListener, Duration)
	 */
	public static DocumentWatcher start(JsonFileRepository documents, DocumentChangeListener listener) {
		return start(documents, listener, Duration.ZERO);
	}

	/**
	 * Starts to watch. Every change after this has returned is told, none before it was
	 * called.
	 * @param documents the repository
	 * @param listener is told of changes by others from now on
	 * @param pollInterval after which time to look at all documents in any case: zero for
	 * never, or from {@link #MIN_POLL_INTERVAL} to {@link #MAX_POLL_INTERVAL}. With
	 * polling, directories that cannot be watched are no error.
	 * @return the watcher
	 * @throws JsonFileException if the directory cannot be watched, for example because a
	 * limit of the operating system is reached, and polling is off
	 * @throws IllegalArgumentException if the interval is out of range
	 */
	public static DocumentWatcher start(JsonFileRepository documents, DocumentChangeListener listener,
			Duration pollInterval) {
		Objects.requireNonNull(documents, "'documents' must not be null");
		Objects.requireNonNull(listener, "'listener' must not be null");
		return start(documents.directory(), documents.codec(), listener, requirePollInterval(pollInterval));
	}

	/**
	 * Returns the interval, if it can be used.
	 * @param pollInterval an interval
	 * @return the same
	 * @throws IllegalArgumentException if the interval is out of range
	 */
	public static Duration requirePollInterval(Duration pollInterval) {
		Objects.requireNonNull(pollInterval, "'pollInterval' must not be null");
		boolean inRange = pollInterval.compareTo(MIN_POLL_INTERVAL) >= 0
				&& pollInterval.compareTo(MAX_POLL_INTERVAL) <= 0;
		if (!inRange && !pollInterval.isZero()) {
			throw new IllegalArgumentException("'pollInterval' must be zero, or between %s and %s: %s"
				.formatted(MIN_POLL_INTERVAL, MAX_POLL_INTERVAL, pollInterval));
		}
		return pollInterval;
	}

	private static DocumentWatcher start(Path directory, JsonCodec codec, DocumentChangeListener listener,
			Duration pollInterval) {
		UnwatchedDirectories unwatched = new UnwatchedDirectories(directory, !pollInterval.isZero());
		DirectoryWatches watches = new DirectoryWatches(service(directory, unwatched));
		DocumentLooks looks = new DocumentLooks(new DocumentDirectory(directory), codec);
		KnownDocuments known = new KnownDocuments(directory, looks, codec);
		WatchLoop loop = new WatchLoop(watches, known, listener, pollInterval.isZero() ? null : pollInterval,
				(suspected) -> new DocumentTree(directory, watches, known, suspected, unwatched));
		Thread thread = new Thread(loop, "polystore-atomic-watch");
		thread.setDaemon(true);
		DocumentWatcher watcher = new DocumentWatcher(watches, known, loop, thread);
		watcher.begin(unwatched);
		return watcher;
	}

	private static @Nullable WatchService service(Path directory, UnwatchedDirectories unwatched) {
		try {
			return directory.getFileSystem().newWatchService();
		}
		catch (IOException ex) {
			unwatched.found(ex);
		}
		catch (UnsupportedOperationException ex) {
			unwatched.found(new IOException("the file system cannot watch directories", ex));
		}
		return null;
	}

	/**
	 * Own changes are witnessed before the first look, directories watched before they
	 * are listed: nothing falls in between.
	 */
	private void begin(UnwatchedDirectories unwatched) {
		boolean begun = false;
		ChangeWitnesses.add(this.known);
		try {
			this.loop.start();
			unwatched.started();
			this.thread.start();
			begun = true;
		}
		finally {
			if (!begun) {
				release();
			}
		}
	}

	/**
	 * Ends the watch: no event follows after this has returned. Waits for a listener that
	 * is at work, unless it is the one that calls, for {@link #CLOSE_TIMEOUT} at most.
	 * Does nothing if it is closed already.
	 */
	@Override
	public void close() {
		this.loop.close();
		release();
		if (Thread.currentThread() != this.thread) {
			awaitEnd();
		}
	}

	private void release() {
		ChangeWitnesses.remove(this.known);
		try {
			this.watches.close();
		}
		catch (IOException ex) {
			logger.warn("A watch could not be closed", ex);
		}
	}

	private void awaitEnd() {
		boolean interrupted = false;
		long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
		long left = CLOSE_TIMEOUT.toMillis();
		while (this.thread.isAlive() && left > 0) {
			try {
				this.thread.join(left);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			left = Duration.ofNanos(end - System.nanoTime()).toMillis();
		}
		if (this.thread.isAlive()) {
			logger.warn("Closed while a listener was at work; it goes on by itself");
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
