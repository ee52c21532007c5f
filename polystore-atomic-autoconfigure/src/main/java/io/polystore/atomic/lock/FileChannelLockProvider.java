package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks of the JDK's {@link FileChannel}: fcntl(2) on Unix, LockFileEx on Windows.
 * <p>
 * They exclude every process that locks the same bytes the same way, but on Linux no
 * program that uses flock(2). Thread-safe.
 *
 * @since 0.1
 */
public final class FileChannelLockProvider implements FileLockProvider {

	/**
	 * Channels that must not be closed yet: code that is not ours holds a lock on the
	 * same file in this JVM, and any close would drop it. The next attempt reuses them.
	 */
	private static final Map<Path, FileChannel> PARKED = new ConcurrentHashMap<>();

	@Override
	public ProcessLock open(Path lockFile) throws IOException {
		FileChannel parked = PARKED.remove(lockFile);
		FileChannel channel = (parked != null) ? parked : FileChannel.open(lockFile, Set.of(StandardOpenOption.CREATE,
				StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
		return new FileChannelLock(channel, () -> PARKED.put(lockFile, channel));
	}

}
