package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The watches of the operating system on directories. Only {@link #close()} may be called
 * on another thread than all else.
 */
final class DirectoryWatches implements AutoCloseable {

	private final @Nullable WatchService service;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Map<WatchKey, Path> directories = new HashMap<>();

	private final Map<Path, WatchKey> keys = new HashMap<>();

	/**
	 * Creates watches.
	 * @param service what watches, or {@code null} if nothing can
	 */
	DirectoryWatches(@Nullable WatchService service) {
		this.service = service;
	}

	/**
	 * Watches a directory from now on, if it is not watched already.
	 */
	void watch(Path directory) throws IOException {
		if (this.service == null) {
			return;
		}
		WatchKey key = directory.register(this.service, StandardWatchEventKinds.ENTRY_CREATE,
				StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
		// a directory that was moved keeps its key
		Path before = this.directories.put(key, directory);
		if (before != null && !before.equals(directory)) {
			this.keys.remove(before);
		}
		this.keys.put(directory, key);
	}

	boolean isWatched(Path directory) {
		return this.keys.containsKey(directory);
	}

	/**
	 * Ends the watches on a directory and all below.
	 */
	void forget(Path directory) {
		List<Path> below = this.keys.keySet().stream().filter((watched) -> watched.startsWith(directory)).toList();
		for (Path watched : below) {
			WatchKey key = this.keys.remove(watched);
			this.directories.remove(key);
			key.cancel();
		}
	}

	/**
	 * Ends all watches.
	 */
	void forgetAll() {
		this.directories.keySet().forEach(WatchKey::cancel);
		this.directories.clear();
		this.keys.clear();
	}

	/**
	 * Waits until something happens in a directory, for that time at most.
	 * @throws java.nio.file.ClosedWatchServiceException when this is closed
	 */
	List<Signal> await(long nanos) throws InterruptedException {
		if (this.service == null) {
			this.closed.await(nanos, TimeUnit.NANOSECONDS);
			return List.of();
		}
		WatchKey key = this.service.poll(nanos, TimeUnit.NANOSECONDS);
		return (key != null) ? signals(key) : List.of();
	}

	private List<Signal> signals(WatchKey key) {
		List<WatchEvent<?>> events = key.pollEvents();
		boolean valid = key.reset();
		Path directory = this.directories.get(key);
		if (directory == null) {
			return List.of();
		}
		List<Signal> signals = new ArrayList<>();
		for (WatchEvent<?> event : events) {
			signals.add(new Signal(directory, (Path) event.context(), false));
		}
		if (!valid) {
			this.directories.remove(key);
			this.keys.remove(directory, key);
			signals.add(new Signal(directory, null, true));
		}
		return signals;
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		if (this.service != null) {
			this.service.close();
		}
	}

	/**
	 * Something happened in a directory.
	 *
	 * @param directory the directory
	 * @param name what was created, changed or deleted, or {@code null} if that got lost
	 * @param gone whether the directory itself is gone
	 */
	record Signal(Path directory, @Nullable Path name, boolean gone) {

		boolean isOverflow() {
			return this.name == null && !this.gone;
		}

	}

}
