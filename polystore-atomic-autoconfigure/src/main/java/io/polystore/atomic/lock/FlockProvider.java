package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Locks of flock(2) on Linux, which exclude the programs that use it: Python's
 * {@code fcntl.flock}, flock(1) of the shell and many more. They exclude what a
 * {@link FileChannelLockProvider} excludes, too: a holder has both kinds of lock.
 * <p>
 * Java processes wait for each other in the kernel and take turns; only for a program
 * that has the lock of flock(2) alone they poll, one process at a time. There is no
 * fairness towards such programs, since they poll themselves.
 * <p>
 * Needs JNA ({@code net.java.dev.jna:jna}). The lock file must never be deleted: a
 * program that does so, as Python's {@code polystore} 0.1.32, can share files safely with
 * no other, not even with itself.
 * <p>
 * Not tested, and not promised, on network file systems: NFS turns flock(2) into an
 * fcntl(2) lock of the whole file. Within one process it does not conflict with the other
 * half of this lock; but it is given up with any descriptor of the file, and conflicts
 * with the turns of other processes.
 * <p>
 * Thread-safe.
 *
 * @since 0.1
 */
public final class FlockProvider implements FileLockProvider {

	private final LibC libC;

	/**
	 * Creates a provider.
	 * @throws FlockUnavailableException if this is not Linux, or JNA cannot be used
	 */
	public FlockProvider() {
		this(load(System.getProperty("os.name")));
	}

	FlockProvider(LibC libC) {
		this.libC = libC;
	}

	/**
	 * On BSD and macOS both kinds of lock conflict, so that a process would wait for
	 * itself.
	 */
	static LibC load(String operatingSystem) {
		if (!operatingSystem.equals("Linux")) {
			throw new FlockUnavailableException(
					"Locks of the type 'flock' exist on Linux only, and this is '%s'; the choice here is 'file-channel'"
						.formatted(operatingSystem),
					null);
		}
		try {
			return LibC.load();
		}
		catch (LinkageError ex) {
			Throwable reason = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new FlockUnavailableException(
					("Locks of the type 'flock' need JNA, which is missing or does not work here (%s): add the "
							+ "dependency 'net.java.dev.jna:jna', or choose 'file-channel'")
						.formatted(reason),
					ex);
		}
	}

	@Override
	public ProcessLock open(Path lockFile) throws IOException {
		if (!lockFile.getFileSystem().equals(FileSystems.getDefault())) {
			throw new UnsupportedOperationException(
					"flock(2) locks files of the default file system only; the choice here is 'file-channel'");
		}
		return new FlockLock(lockFile, FileChannelLockProvider.openChannel(lockFile), this.libC);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FlockProvider;
	}

	@Override
	public int hashCode() {
		return FlockProvider.class.hashCode();
	}

}
