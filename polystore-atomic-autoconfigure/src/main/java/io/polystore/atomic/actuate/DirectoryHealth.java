package io.polystore.atomic.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

import io.polystore.atomic.LockHolder;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.lock.LockStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * One look at the health of a directory.
 */
final class DirectoryHealth {

	private static final Log logger = LogFactory.getLog(AtomicFilesHealthIndicator.class);

	private final DirectoryTrial trial;

	private final FileNames names;

	private final Path directory;

	private final HealthSettings settings;

	DirectoryHealth(AtomicFileTemplate files, Path directory, HealthSettings settings) {
		this.trial = new DirectoryTrial(files, directory, settings.timeout());
		this.names = new FileNames(directory, files.lockDirectory());
		this.directory = directory;
		this.settings = settings;
	}

	Health check() {
		Health.Builder health = Health.up();
		try {
			checkSpace(health);
			checkLocks(health);
			this.trial.run();
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("The health check of directory '%s' failed".formatted(this.directory), ex);
			HealthProblem.of(ex).putInto(health);
		}
		return health.build();
	}

	/**
	 * A disk on which the trial still finds room may be about to be full.
	 */
	private void checkSpace(Health.Builder health) throws IOException {
		long free = Files.getFileStore(this.directory).getUsableSpace();
		health.withDetail("freeSpace", free).withDetail("minFreeSpace", this.settings.minFreeSpace());
		if (free < this.settings.minFreeSpace()) {
			HealthProblem.littleSpace(free, this.settings.minFreeSpace()).putInto(health);
		}
	}

	private void checkLocks(Health.Builder health) {
		HeldLock oldest = oldestLock();
		if (oldest != null) {
			health.withDetail("oldestLock",
					Map.of("file", oldest.file(), "thread", oldest.thread(), "seconds", oldest.age().toSeconds()));
			if (isTooOld(oldest.age())) {
				HealthProblem.oldLock(oldest.file(), oldest.age()).putInto(health);
			}
		}
	}

	private boolean isTooOld(Duration age) {
		Duration limit = this.settings.maxLockAge();
		return limit != null && age.compareTo(limit) > 0;
	}

	private @Nullable HeldLock oldestLock() {
		return LockStatus.inUse()
			.stream()
			.filter((status) -> status.here() && status.holder() != null)
			.map((status) -> HeldLock.of(this.names.of(status.file()), Objects.requireNonNull(status.holder())))
			.max(Comparator.comparing(HeldLock::age))
			.orElse(null);
	}

	private record HeldLock(String file, String thread, Duration age) {

		private static HeldLock of(String file, LockHolder holder) {
			return new HeldLock(file, holder.thread(), Duration.between(holder.since(), Instant.now()));
		}

	}

}
