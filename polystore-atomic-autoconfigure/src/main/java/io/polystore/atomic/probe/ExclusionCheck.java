package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;

import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.ProcessLock;
import io.polystore.atomic.probe.LockingProcess.Answer;

/**
 * Whether a lock excludes another process, that process this one, and whether its death
 * frees the lock.
 */
final class ExclusionCheck {

	private final FileLockProvider provider;

	ExclusionCheck(FileLockProvider provider) {
		this.provider = provider;
	}

	ProbeFinding run(ProbeFiles files) throws IOException {
		if (!files.directory().getFileSystem().equals(FileSystems.getDefault())) {
			return untried("it is on a file system of this process alone");
		}
		try (LockingProcess other = LockingProcess.start()) {
			return run(files.next(), other);
		}
		catch (LockingProcess.UnusableException ex) {
			return untried(String.valueOf(ex.getMessage()));
		}
	}

	private static ProbeFinding untried(String reason) {
		return LockCheck.unproved("a file was locked and unlocked, but no other process could try that: " + reason,
				"test it with two processes of your own");
	}

	private ProbeFinding run(Path file, LockingProcess other) throws IOException {
		try (ProcessLock lock = this.provider.open(file)) {
			if (!lock.tryLock()) {
				return refused("the lock of a new file is busy");
			}
			if (other.tryLock(file) == Answer.LOCKED) {
				return refused("another process locked a file that was locked here");
			}
		}
		if (other.tryLock(file) == Answer.BUSY) {
			return refused("another process could not lock a file that was unlocked here");
		}
		try (ProcessLock lock = this.provider.open(file)) {
			if (lock.tryLock()) {
				return refused("a file was locked here that another process had locked");
			}
			other.kill();
			if (!lock.tryLock()) {
				return refused("a file could not be locked after the death of the process that had locked it");
			}
		}
		return ProbeFinding.ok(ProbeCheck.LOCK, "a lock excluded another process, and one of that process this one");
	}

	private static ProbeFinding refused(String found) {
		return ProbeFinding.refuse(ProbeCheck.LOCK, found,
				"locks do not exclude as they should, so that updates are lost or wait in vain",
				"choose a directory on a file system with working locks for them: 'polystore.atomic.lock.directory'");
	}

}
