package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of the locks that are held now, at no cost to their holders.
 * <p>
 * See proc_locks(5). Locks of processes in other pid namespaces are not listed, nor those
 * that some file systems keep elsewhere. Thread-safe.
 *
 * @since 0.1
 */
public final class ProcLocks {

	private static final Path LOCKS = Path.of("/proc/locks");

	/** Number, kind, mode, access, pid, device and inode, first byte; no waiters. */
	private static final Pattern HELD = Pattern
		.compile("\\d+: +(?:POSIX|OFDLCK|FLOCK) +\\S+ +\\S+ +(-?\\d+) +[0-9a-f]+:[0-9a-f]+:(\\d+) +0 +\\S+");

	private ProcLocks() {
	}

	/**
	 * Whether others than that process, and not it, are seen to hold the lock: what it
	 * wrote of itself is out of date then.
	 */
	static boolean disprove(Path lockFile, long pid) {
		List<Long> holders = holders(lockFile);
		return !holders.isEmpty() && !holders.contains(pid);
	}

	/**
	 * Returns whether the kernel tells of locks at all.
	 * @return {@code false} but on Linux
	 */
	public static boolean isAvailable() {
		return Files.isReadable(LOCKS);
	}

	/**
	 * Returns whether a process is seen to hold a lock of this library.
	 * @param lockFile the lock file
	 * @param pid the number of the process
	 * @return whether it is listed; {@code false} proves nothing
	 */
	public static boolean isHolder(Path lockFile, long pid) {
		return holders(lockFile).contains(pid);
	}

	private static List<Long> holders(Path lockFile) {
		try {
			String inode = Files.getAttribute(lockFile, "unix:ino", LinkOption.NOFOLLOW_LINKS).toString();
			return Files.readAllLines(LOCKS, StandardCharsets.ISO_8859_1)
				.stream()
				.map(HELD::matcher)
				.filter((line) -> line.matches() && line.group(2).equals(inode))
				.map((Matcher line) -> Long.valueOf(line.group(1)))
				.toList();
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return List.of();
		}
	}

}
