package io.polystore.atomic.fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.polystore.atomic.LockOptions;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.test.FaultyFileSystem;

/**
 * What a run leaves behind: nothing open, nothing locked, nothing remembered, and another
 * thread goes on.
 */
final class Aftermath implements AutoCloseable {

	private static final byte[] NEXT = "the next content".getBytes(StandardCharsets.UTF_8);

	private final ExecutorService other = Executors.newSingleThreadExecutor((work) -> {
		Thread thread = new Thread(work, "goes-on");
		thread.setDaemon(true);
		return thread;
	});

	private final FaultyFileSystem fileSystem;

	Aftermath(FaultyFileSystem fileSystem) {
		this.fileSystem = fileSystem;
	}

	List<String> of(Run run) {
		List<String> violations = new ArrayList<>();
		List<Path> open = this.fileSystem.faults().open();
		if (!open.isEmpty()) {
			violations.add("still open: " + open);
		}
		if (JvmLock.count() > 0) {
			violations.add("locks still in use: " + JvmLock.count());
		}
		remembered(run, violations);
		try {
			this.other.submit(() -> goOn(run)).get(60, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			violations.add("nobody goes on: " + (ex.getCause() != null ? ex.getCause() : ex));
		}
		return violations;
	}

	/** What copies of the library in several class loaders tell each other. */
	private static void remembered(Run run, List<String> violations) {
		for (String property : List.of("io.polystore.atomic.lock.open-files", "io.polystore.atomic.write.live-temps")) {
			Object map = System.getProperties().get(property);
			Collection<?> keys = (map instanceof Map<?, ?> known) ? known.keySet() : List.of();
			if (!keys.isEmpty()) {
				violations.add("remembered in %s: %s".formatted(property, keys));
				((Map<?, ?>) map).clear();
			}
		}
	}

	private Void goOn(Run run) throws Exception {
		Subject subject = run.subject();
		for (String lockFile : run.operation().locks()) {
			try (LockHandle lock = subject.files().tryLock(subject.path(lockFile)).orElseThrow()) {
				subject.locked(lock, lockFile);
			}
		}
		Path target = subject.path(run.operation().target());
		subject.files().update(target, subject.options(), LockOptions.inherit(), (content) -> NEXT);
		if (!Files.readString(FaultyFileSystem.real(target)).equals(new String(NEXT, StandardCharsets.UTF_8))) {
			throw new IllegalStateException("the next update was lost");
		}
		return null;
	}

	@Override
	public void close() {
		this.other.shutdownNow();
	}

}
