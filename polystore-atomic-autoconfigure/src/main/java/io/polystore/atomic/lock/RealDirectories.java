package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one name of a directory, whatever links lead to it.
 * <p>
 * Most names are the real one already, which a look at each of their elements has to
 * confirm: that is remembered. Should such a directory give way to a link later, its name
 * still leads to the same files, and so to the same locks between processes; in this JVM
 * one file would have two names then, whose locks exclude each other as those of two
 * libraries do. Thread-safe.
 *
 * @since 0.1
 */
public final class RealDirectories {

	/** So that many directories cost a look-up rather than memory. */
	private static final int MAX = 10_000;

	private static final Set<Path> KNOWN = ConcurrentHashMap.newKeySet();

	private RealDirectories() {
	}

	/**
	 * Returns the real name of a directory.
	 * @param directory the directory
	 * @return its absolute path without links
	 * @throws IOException if it does not exist; perhaps not, if it did once
	 */
	public static Path of(Path directory) throws IOException {
		if (KNOWN.contains(directory)) {
			return directory;
		}
		Path real = directory.toRealPath();
		// other file systems may be closed, and are not kept from being collected
		if (real.equals(directory) && KNOWN.size() < MAX && real.getFileSystem() == FileSystems.getDefault()) {
			KNOWN.add(real);
		}
		return real;
	}

}
