package io.polystore.atomic.actuate;

import java.nio.file.Path;
import java.time.Instant;

import io.polystore.atomic.AtomicFileListener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last sweep, for {@link AtomicFilesEndpoint}. Thread-safe.
 *
 * @since 0.1
 */
public final class LastSweep implements AtomicFileListener {

	private volatile @Nullable SweepDescriptor last;

	@Override
	public void swept(Path directory, int files) {
		this.last = new SweepDescriptor(Instant.now(), files);
	}

	@Nullable SweepDescriptor get() {
		return this.last;
	}

}
