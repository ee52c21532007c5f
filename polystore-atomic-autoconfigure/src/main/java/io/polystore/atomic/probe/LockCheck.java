package io.polystore.atomic.probe;

import java.io.IOException;
import java.nio.file.Path;

import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.ProcLocks;
import io.polystore.atomic.lock.ProcessLock;

/**
 * Whether a file can be locked, and whom that excludes.
 * <p>
 * A second lock of this process would prove nothing: the JDK itself refuses it. Locks
 * that lie elsewhere are left alone: they may not be ready yet while an application
 * starts.
 */
final class LockCheck implements DirectoryCheck {

	private final FileLockProvider provider;

	private final boolean full;

	LockCheck(ProbeSettings settings) {
		this.provider = settings.lockProvider();
		this.full = settings.mode() == ProbeMode.FULL;
	}

	@Override
	public ProbeFinding run(ProbeFiles files) throws IOException {
		if (this.provider.excludesOtherHosts()) {
			return ProbeFinding.ok(ProbeCheck.LOCK, "locks lie outside of the file system");
		}
		Path file = files.next();
		boolean listed;
		try (ProcessLock lock = this.provider.open(file)) {
			if (!lock.tryLock()) {
				return failed("the lock of a new file is busy");
			}
			if (lock.isLost()) {
				return failed("a locked file seems to be another one at once");
			}
			listed = ProcLocks.isHolder(file, ProcessHandle.current().pid());
		}
		try (ProcessLock lock = this.provider.open(file)) {
			if (!lock.tryLock()) {
				return failed("a lock that was given up is still busy");
			}
		}
		return this.full ? new ExclusionCheck(this.provider).run(files) : judge(listed);
	}

	private static ProbeFinding judge(boolean listed) {
		if (listed) {
			return ProbeFinding.ok(ProbeCheck.LOCK, "a file was locked and unlocked, and the kernel listed the lock");
		}
		if (!ProcLocks.isAvailable()) {
			return ProbeFinding.ok(ProbeCheck.LOCK, "a file was locked and unlocked");
		}
		return unproved("a file was locked and unlocked, but the kernel did not list the lock",
				"find out with 'polystore.atomic.probe.mode=full'");
	}

	static ProbeFinding unproved(String found, String remedy) {
		return ProbeFinding.warn(ProbeCheck.LOCK, found, "whether locks exclude other processes is not known", remedy);
	}

	@Override
	public ProbeFinding failed(String reason) {
		return ProbeFinding.refuse(ProbeCheck.LOCK, "a file cannot be locked: " + reason,
				"every update fails, and every lock",
				"choose a directory on a file system with locks for them: 'polystore.atomic.lock.directory'");
	}

}
