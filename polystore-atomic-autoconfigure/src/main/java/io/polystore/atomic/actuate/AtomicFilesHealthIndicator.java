package io.polystore.atomic.actuate;

import java.nio.file.Path;
import java.util.Objects;

import io.polystore.atomic.core.AtomicFileTemplate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that does in the directory what the application does: it locks,
 * writes a file, replaces it, forces it, reads it back and deletes it.
 * <p>
 * It is down if that fails or does not end in time, if the file system has too little
 * free space, or if a thread of this JVM holds a lock for too long; the details
 * {@code problem} and {@code remedy} tell why and what to do, and name no path outside of
 * the directory. A check runs on a thread of its own, one at a time, and its result
 * serves until it is too old, so that neither a hanging disk nor frequent questions do
 * harm. It leaves one empty lock file, and is not counted by listeners or meters.
 * Thread-safe.
 *
 * @since 0.1
 */
public class AtomicFilesHealthIndicator implements HealthIndicator {

	private final LatestResult<Health> latest;

	private final HealthSettings settings;

	/**
	 * Creates an indicator.
	 * @param files the template whose locks and durability are tried
	 * @param directory the directory
	 * @param settings how to judge, and how often
	 */
	public AtomicFilesHealthIndicator(AtomicFileTemplate files, Path directory, HealthSettings settings) {
		this.settings = Objects.requireNonNull(settings, "'settings' must not be null");
		this.latest = new LatestResult<>(new DirectoryHealth(files, directory, settings)::check, settings.interval());
	}

	@Override
	public Health health() {
		Health health = this.latest.get(this.settings.timeout());
		return (health != null) ? health : HealthProblem.noAnswer(this.settings.timeout()).down();
	}

}
