package io.polystore.atomic.lock;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.polystore.atomic.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps copies of this class in other class loaders from opening a lock file that is open
 * already.
 * <p>
 * POSIX drops a process's locks on a file with any close of it, so that one channel per
 * file and JVM must be all. Several web applications, or a restart by development tools,
 * load this class several times; what they share is the system properties, and the JDK's
 * own types.
 */
final class ClassLoaderGuard {

	private static final String PROPERTY = "io.polystore.atomic.lock.open-files";

	private static final Supplier<byte[]> NOBODY = () -> new byte[0];

	private static final ConcurrentMap<String, Supplier<byte[]>> OPEN = shared();

	private ClassLoaderGuard() {
	}

	@SuppressWarnings("unchecked")
	private static ConcurrentMap<String, Supplier<byte[]>> shared() {
		Properties properties = System.getProperties();
		return (ConcurrentMap<String, Supplier<byte[]>>) properties.computeIfAbsent(PROPERTY,
				(key) -> new ConcurrentHashMap<String, Supplier<byte[]>>());
	}

	/**
	 * Names a file over the borders of class loaders, which share the file system's
	 * object but no type of ours.
	 */
	static String key(Path lockFile) {
		FileSystem fileSystem = lockFile.getFileSystem();
		return fileSystem.provider().getScheme() + "@" + System.identityHashCode(fileSystem) + ":" + lockFile;
	}

	static boolean enter(String lockFile) {
		return OPEN.putIfAbsent(lockFile, NOBODY) == null;
	}

	/**
	 * Whoever opened the file has the lock from now on.
	 */
	static void note(String lockFile, LockHolder holder) {
		OPEN.put(lockFile, () -> HolderRecord.encode(holder).array());
	}

	static void leave(String lockFile) {
		OPEN.remove(lockFile);
	}

	/**
	 * Who has the file open, perhaps in another class loader.
	 */
	static @Nullable LockHolder holder(String lockFile) {
		Supplier<byte[]> block = OPEN.get(lockFile);
		return (block != null) ? HolderRecord.decode(block.get()) : null;
	}

}
