package io.polystore.atomic.actuate;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;

import io.polystore.atomic.FileLockTimeoutException;

import org.springframework.boot.health.contributor.Health;
import org.springframework.util.unit.DataSize;

/**
 * Why a directory is not well, and what an operator can do.
 */
record HealthProblem(String problem, String remedy) {

	static HealthProblem noAnswer(Duration timeout) {
		return new HealthProblem("The directory did not answer within %d ms".formatted(timeout.toMillis()),
				"Look whether the disk or the mount hangs, in the log of the kernel for example, or let "
						+ "'polystore.atomic.health.timeout' be longer");
	}

	static HealthProblem littleSpace(long free, long minimum) {
		return new HealthProblem(
				"Only %s are free, which is less than %s".formatted(DataSize.ofBytes(free), DataSize.ofBytes(minimum)),
				"Free space on the file system of the directory, or set 'polystore.atomic.health.min-free-space' lower");
	}

	static HealthProblem oldLock(String lock, Duration age) {
		return new HealthProblem("Lock '%s' is held for %d s".formatted(lock, age.toSeconds()),
				"Look in a thread dump what its holder does, and end that; if it may take so long, let "
						+ "'polystore.atomic.health.max-lock-age' be longer");
	}

	/**
	 * The reason lies at the end of the chain. Messages name paths, which are not for
	 * everybody.
	 */
	static HealthProblem of(Exception failure) {
		if (failure instanceof FileLockTimeoutException timeout) {
			return new HealthProblem(
					"The lock of the health checks stayed busy for %d ms".formatted(timeout.waited().toMillis()),
					"Look what its holder does: "
							+ timeout.holder().map(Object::toString).orElse("an unknown program"));
		}
		Throwable reason = failure;
		while (reason.getCause() != null) {
			reason = reason.getCause();
		}
		return ofReason(reason);
	}

	private static HealthProblem ofReason(Throwable reason) {
		if (reason instanceof NoSuchFileException || reason instanceof NotDirectoryException) {
			return new HealthProblem("The directory is missing", "Mount it, or create it anew");
		}
		if (reason instanceof AccessDeniedException) {
			return new HealthProblem("The directory cannot be written to: access is denied",
					"Let user '%s' create files there".formatted(System.getProperty("user.name")));
		}
		String text = text(reason);
		if (text.contains("Read-only")) {
			return new HealthProblem("The file system is read-only",
					"Mount it writable; if it became read-only by itself, look for errors of the disk in the log of "
							+ "the kernel");
		}
		if (text.contains("No space left") || text.contains("quota exceeded")) {
			return new HealthProblem("The disk is full: " + text, "Free space on the file system of the directory");
		}
		return new HealthProblem(
				"Writing to the directory failed: %s: %s".formatted(reason.getClass().getSimpleName(), text),
				"The log tells more");
	}

	private static String text(Throwable reason) {
		String text = (reason instanceof FileSystemException ex) ? ex.getReason() : reason.getMessage();
		return (text != null) ? text : "no reason given";
	}

	Health down() {
		Health.Builder health = new Health.Builder();
		putInto(health);
		return health.build();
	}

	void putInto(Health.Builder health) {
		health.down().withDetail("problem", this.problem).withDetail("remedy", this.remedy);
	}

}
