package io.polystore.atomic.autoconfigure;

import java.time.Duration;

import io.polystore.atomic.json.DocumentChangeListener;
import io.polystore.atomic.json.DocumentWatcher;
import io.polystore.atomic.json.JsonFileException;
import io.polystore.atomic.json.JsonFileRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.SmartLifecycle;

/**
 * Watches the documents while the context runs: from before anything else is started, so
 * that what is read afterwards is never out of date unnoticed.
 */
class DocumentWatch implements SmartLifecycle {

	private final JsonFileRepository documents;

	private final DocumentChangeListener listener;

	private final Duration pollInterval;

	private volatile @Nullable DocumentWatcher watcher;

	DocumentWatch(JsonFileRepository documents, DocumentChangeListener listener, Duration pollInterval) {
		this.documents = documents;
		this.listener = listener;
		this.pollInterval = pollInterval;
	}

	@Override
	public void start() {
		if (isRunning()) {
			return;
		}
		try {
			this.watcher = DocumentWatcher.start(this.documents, this.listener, this.pollInterval);
		}
		catch (JsonFileException ex) {
			throw new FailureAnalyzedException(
					"The documents cannot be watched (property 'polystore.atomic.watch.enabled'): " + ex.getMessage(),
					"Mend the cause, or set 'polystore.atomic.watch.poll-interval' to look at the documents regularly instead.",
					ex);
		}
	}

	@Override
	public void stop() {
		DocumentWatcher running = this.watcher;
		if (running != null) {
			running.close();
			this.watcher = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.watcher != null;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
