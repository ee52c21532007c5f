package io.polystore.atomic.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.polystore.atomic.AtomicFileListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Removes the temporary files that dead processes left behind.
 * <p>
 * Every writer holds a kernel lock on its temporary file, so that a free lock means a
 * dead writer, whatever became of its pid. Where the file system has no locks, or the
 * file cannot be opened, its age decides. Only files with names of ours are looked at;
 * links below the directory are not followed. Thread-safe; several processes may sweep at
 * the same time.
 *
 * @since 0.1
 */
public final class StaleTempSweeper {

	/**
	 * The age from which a temporary file is taken for stale where nothing better can be
	 * known: 24 hours.
	 */
	public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(24);

	private static final Log logger = LogFactory.getLog(StaleTempSweeper.class);

	/**
	 * A writer has its lock some microseconds after it created the file and gives it up
	 * some before the rename: a file counts as stale if it is free twice. A writer that
	 * stands still for longer finds its file gone.
	 */
	private static final Duration GRACE = Duration.ofMillis(200);

	private final Duration maxAge;

	private final AtomicFileListener listener;

	/**
	 * Creates a sweeper.
	 * @param maxAge the age that decides where a lock cannot; positive
	 * @param listener is told how many files were removed; must not throw
	 */
	public StaleTempSweeper(Duration maxAge, AtomicFileListener listener) {
		if (maxAge.isNegative() || maxAge.isZero()) {
			throw new IllegalArgumentException("'maxAge' must be positive: " + maxAge);
		}
		this.maxAge = maxAge;
		this.listener = listener;
	}

	/**
	 * Removes the stale temporary files of a directory and of those below it. Takes a
	 * fifth of a second more if there are any.
	 * @param directory the directory; it may be missing
	 * @return how many files were removed
	 * @throws UncheckedIOException if the directory cannot be read
	 */
	public int sweep(Path directory) {
		List<Path> candidates = temps(directory).stream().filter(this::isStale).toList();
		int removed = candidates.isEmpty() ? 0 : removeAll(candidates);
		this.listener.swept(directory, removed);
		return removed;
	}

	private int removeAll(List<Path> candidates) {
		Transient.sleepThrough(GRACE.toMillis());
		int removed = 0;
		for (Path candidate : candidates) {
			removed += isRemoved(candidate) ? 1 : 0;
		}
		return removed;
	}

	private static List<Path> temps(Path directory) {
		List<Path> temps = new ArrayList<>();
		if (!Files.isDirectory(directory)) {
			return temps;
		}
		try {
			Files.walkFileTree(directory.toRealPath(), new TempVisitor(temps));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return temps;
	}

	/**
	 * What was not ours at the first look never will be: a name of ours is taken note of
	 * before its file is created.
	 */
	private boolean isStale(Path temp) {
		if (TempFile.isLive(temp)) {
			return false;
		}
		try (FileChannel channel = open(temp); FileLock lock = tryLock(channel)) {
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		catch (IOException ex) {
			return isOld(temp);
		}
	}

	/**
	 * Deletes under the lock: a writer that has just created the file finds it taken or
	 * gone, and starts another.
	 */
	private boolean isRemoved(Path temp) {
		try (FileChannel channel = open(temp); FileLock lock = tryLock(channel)) {
			return lock != null && Files.deleteIfExists(temp);
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		catch (IOException ex) {
			return isOld(temp) && isDeleted(temp);
		}
	}

	private static boolean isDeleted(Path temp) {
		try {
			return Files.deleteIfExists(temp);
		}
		catch (IOException ex) {
			logger.warn("Stale temporary file '%s' cannot be removed; remove it by hand".formatted(temp), ex);
			return false;
		}
	}

	private boolean isOld(Path temp) {
		try {
			Instant modified = Files.getLastModifiedTime(temp, LinkOption.NOFOLLOW_LINKS).toInstant();
			return modified.isBefore(Instant.now().minus(this.maxAge));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static FileChannel open(Path temp) throws IOException {
		return FileChannel.open(temp, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		return channel.tryLock(TempFile.LIVENESS_POSITION, 1, false);
	}

	/**
	 * Passes over what it may not read: other users' directories are not ours to sweep.
	 */
	private static final class TempVisitor extends SimpleFileVisitor<Path> {

		private final List<Path> temps;

		TempVisitor(List<Path> temps) {
			this.temps = temps;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (attributes.isRegularFile() && TempNames.isTemp(file.getFileName().toString())) {
				this.temps.add(file);
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) {
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException ex) {
			return FileVisitResult.CONTINUE;
		}

	}

}
