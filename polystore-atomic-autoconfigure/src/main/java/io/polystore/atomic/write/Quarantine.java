package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a file that cannot be read from being lost when it is replaced.
 *
 * @since 0.1
 */
public final class Quarantine {

	/**
	 * How many contents of one file are kept at most: {@value}. The oldest goes first.
	 */
	public static final int MAX_FILES = 10;

	private Quarantine() {
	}

	/**
	 * Gives a file another name in its quarantine, durably: it can be replaced then. Once
	 * for each file, however often it is called. The file must be locked.
	 * @param file the file, no symbolic link
	 * @param content what it holds
	 * @return where it is in quarantine
	 * @throws IOException if that fails, or if it holds something else by now; it should
	 * not be replaced then
	 */
	public static Path add(Path file, byte[] content) throws IOException {
		KeptFiles quarantine = KeptFiles.quarantineOf(file);
		List<KeptFile> present = quarantine.createdNewestFirst();
		String hash = ContentHash.of(content);
		KeptFile known = known(file, present, hash);
		if (known != null) {
			return known.path();
		}
		KeptFile next = quarantine.next(present, hash);
		HardLinks.create(next.path(), file);
		if (!next.isIntact(content)) {
			next.delete();
			throw new FileSystemException(file.toString(), null, "it holds something else by now");
		}
		quarantine.force();
		KeptFiles.prune(present, MAX_FILES - 1);
		return next.path();
	}

	/**
	 * What was not replaced after it had been quarantined is met again.
	 */
	private static @Nullable KeptFile known(Path file, List<KeptFile> present, String hash) throws IOException {
		Object key = KeptFile.key(file);
		for (KeptFile kept : present) {
			if (kept.hash().equals(hash) && key != null && key.equals(KeptFile.key(kept.path()))) {
				return kept;
			}
		}
		return null;
	}

}
