package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Creates missing directories, durably.
 * <p>
 * A file in a new directory survives a power cut only if the directory's own entry does,
 * so each new directory's parent is forced. Nobody in this JVM may take a directory for
 * durable while another thread is about to force it: as long as one thread makes
 * directories, the others wait for it.
 *
 * @since 0.1
 */
public final class Directories {

	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

	private static final Lock MAKING = new ReentrantLock();

	private static final AtomicInteger MAKERS = new AtomicInteger();

	private Directories() {
	}

	/**
	 * Creates a directory and its missing parents, and forces the parent of each new one
	 * where the file system can. Unaffected by interrupts.
	 * @param directory the directory
	 * @throws IOException if it cannot be created
	 */
	public static void create(Path directory) throws IOException {
		create(directory, false);
	}

	/**
	 * Does the same for a directory of which may be known that it exists, because there
	 * is a file in it: that costs no look at it.
	 * @param directory the directory
	 * @param exists whether it is known to exist
	 * @throws IOException if it cannot be created
	 */
	public static void create(Path directory, boolean exists) throws IOException {
		// In this order: whoever made it meanwhile is still among the makers.
		if (!(exists || Files.isDirectory(directory)) || MAKERS.get() > 0) {
			IoThreads.call(() -> createAlone(directory.toAbsolutePath()));
		}
	}

	/**
	 * Does the same for a directory that only its owner may enter, where the file system
	 * knows owners.
	 */
	static void createPrivate(Path directory, boolean exists) throws IOException {
		if (!exists || MAKERS.get() > 0) {
			boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
			FileAttribute<?>[] attributes = posix
					? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PRIVATE) }
					: new FileAttribute<?>[0];
			IoThreads.call(() -> createAlone(directory.toAbsolutePath(), attributes));
		}
	}

	/**
	 * Returns whether the directories of a file system can be forced at all, on this
	 * platform; a force may still fail.
	 * @param fileSystem the file system
	 * @return whether {@link #force} is possible
	 */
	public static boolean canBeForced(FileSystem fileSystem) {
		return DirectoryHandle.isSupported(fileSystem);
	}

	/**
	 * Forces a directory, so that its entries survive a power cut.
	 * @param directory the directory
	 * @throws IOException if that fails
	 */
	public static void force(Path directory) throws IOException {
		DirectoryHandle.force(directory);
	}

	/**
	 * On a thread of ours: one that had the lock and waited for such a thread would wait
	 * for ever if all of them waited for the lock.
	 */
	private static Path createAlone(Path directory, FileAttribute<?>... attributes) throws IOException {
		MAKERS.incrementAndGet();
		MAKING.lock();
		try {
			return createMissing(directory, attributes);
		}
		finally {
			MAKING.unlock();
			MAKERS.decrementAndGet();
		}
	}

	private static Path createMissing(Path directory, FileAttribute<?>[] attributes) throws IOException {
		Deque<Path> missing = new ArrayDeque<>();
		Path existing = directory;
		while (existing != null && !Files.isDirectory(existing)) {
			missing.push(existing);
			existing = existing.getParent();
		}
		if (existing == null) {
			throw new NoSuchFileException(directory.toString());
		}
		for (Path next : missing) {
			createOne(next, attributes);
		}
		return directory;
	}

	private static void createOne(Path directory, FileAttribute<?>[] attributes) throws IOException {
		boolean created = isCreated(directory, attributes);
		try {
			forceParent(directory);
		}
		catch (IOException | RuntimeException | Error ex) {
			if (created) {
				takeBack(directory, ex);
			}
			throw ex;
		}
	}

	/**
	 * Whether it was made here, as opposed to by another process at the same time.
	 */
	private static boolean isCreated(Path directory, FileAttribute<?>[] attributes) throws IOException {
		try {
			Files.createDirectory(directory, attributes);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			// a link that leads nowhere stands there all the same
			if (!exists(directory)) {
				throw new NotDirectoryException(directory.toString());
			}
			return false;
		}
		catch (IOException ex) {
			if (!isCreatedAllTheSame(directory, ex)) {
				throw ex;
			}
			return true;
		}
	}

	/**
	 * A network file system may have created it and lost the answer.
	 */
	private static boolean isCreatedAllTheSame(Path directory, IOException failure) {
		try {
			return exists(directory);
		}
		catch (IOException | RuntimeException | Error ex) {
			CleanUp.add(ex, failure);
			return false;
		}
	}

	/**
	 * Whether there is a directory. An error is not "no directory", and what stands in
	 * its place is one.
	 */
	static boolean exists(Path path, LinkOption... options) throws IOException {
		try {
			if (Files.readAttributes(path, BasicFileAttributes.class, options).isDirectory()) {
				return true;
			}
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		throw new NotDirectoryException(path.toString());
	}

	private static void forceParent(Path directory) throws IOException {
		Path parent = directory.getParent();
		if (parent != null && DirectoryHandle.isSupported(directory.getFileSystem())) {
			DirectoryHandle.force(parent);
		}
	}

	/**
	 * Left standing, it would be taken for durable from now on.
	 */
	private static void takeBack(Path directory, Throwable failure) {
		CleanUp.run(() -> Files.delete(directory), failure);
	}

}
