package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

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
	private static final Map<Path, Opened> PARKED = new ConcurrentHashMap<>();

	private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
			StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

	@Override
	public ProcessLock open(Path lockFile) throws IOException {
		return openChannel(lockFile);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FileChannelLockProvider;
	}

	@Override
	public int hashCode() {
		return FileChannelLockProvider.class.hashCode();
	}

	static FileChannelLock openChannel(Path lockFile) throws IOException {
		Opened parked = PARKED.remove(lockFile);
		if (parked != null && !Objects.equals(parked.fileKey(), fileKey(lockFile))) {
			// nobody locks a file that was deleted or replaced
			parked.channel().close();
			parked = null;
		}
		Opened opened = (parked != null) ? parked : Opened.of(lockFile);
		return new FileChannelLock(lockFile, opened.channel(), opened.fileKey(), () -> PARKED.put(lockFile, opened));
	}

	/**
	 * What stands under a path: device and inode on Unix, nothing where there is no file
	 * or no such key. As long as a file is open, no other gets its inode.
	 */
	static @Nullable Object fileKey(Path file) throws IOException {
		try {
			return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private record Opened(FileChannel channel, @Nullable Object fileKey) {

		static Opened of(Path lockFile) throws IOException {
			FileChannel channel = FileChannel.open(lockFile, OPTIONS);
			try {
				return new Opened(channel, FileChannelLockProvider.fileKey(lockFile));
			}
			catch (IOException | RuntimeException | Error ex) {
				try (channel) {
					throw ex;
				}
			}
		}

	}

}
