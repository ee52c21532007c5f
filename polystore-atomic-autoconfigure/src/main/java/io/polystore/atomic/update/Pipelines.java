package io.polystore.atomic.update;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.polystore.atomic.ContentChange;
import io.polystore.atomic.lock.JvmLock;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines of this JVM, one per file and lock, as long as somebody uses it.
 */
final class Pipelines {

	private static final ConcurrentHashMap<Key, Pipelines> REGISTRY = new ConcurrentHashMap<>();

	private final Pipeline pipeline;

	/** Guarded by the registry's entry. */
	private int users;

	private Pipelines(Pipeline pipeline) {
		this.pipeline = pipeline;
	}

	static <X extends Exception> byte @Nullable [] update(Path file, JvmLock lock, Ticket ticket,
			ContentChange<X> change) throws X {
		Key key = new Key(file, lock);
		Pipelines entry = REGISTRY.compute(key, (absent, present) -> {
			Pipelines used = (present != null) ? present : new Pipelines(new Pipeline(file, lock));
			used.users++;
			return used;
		});
		try {
			return entry.pipeline.update(ticket, change);
		}
		finally {
			REGISTRY.computeIfPresent(key, (present, used) -> (--used.users > 0) ? used : null);
		}
	}

	static Stream<Pipeline> inUse() {
		return REGISTRY.values().stream().map((entry) -> entry.pipeline);
	}

	static int count() {
		return REGISTRY.size();
	}

	/**
	 * Two files may have one lock: in a directory for all locks, those of two file
	 * systems may have the same name.
	 */
	private record Key(Path file, JvmLock lock) {

	}

}
