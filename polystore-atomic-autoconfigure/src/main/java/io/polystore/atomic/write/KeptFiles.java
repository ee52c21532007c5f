package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * What is kept of one file, by hard links, in a hidden directory beside it that only its
 * owner can enter.
 * <p>
 * Not synchronized: whoever adds or removes holds the lock of the file. Files whose names
 * are not ours are left alone, and links in place of the directories are refused.
 *
 * @since 0.1
 */
public final class KeptFiles {

	private static final String VERSIONS = ".versions";

	private static final String QUARANTINE = ".quarantine";

	private static final Comparator<KeptFile> NEWEST_FIRST = Comparator.comparingLong(KeptFile::number)
		.thenComparing(KeptFile::time)
		.reversed();

	private final Path parent;

	private final Path directory;

	private KeptFiles(Path file, String kind) {
		this.parent = file.resolveSibling(kind);
		this.directory = this.parent.resolve(file.getFileName());
	}

	/**
	 * Returns the versions that a file had.
	 * @param file the file, which need not exist; no symbolic link
	 * @return its kept versions
	 */
	public static KeptFiles versionsOf(Path file) {
		return new KeptFiles(file, VERSIONS);
	}

	/**
	 * Returns the contents of a file that were replaced because they could not be read.
	 * @param file the file, which need not exist; no symbolic link
	 * @return its quarantined contents
	 */
	public static KeptFiles quarantineOf(Path file) {
		return new KeptFiles(file, QUARANTINE);
	}

	/**
	 * Returns what there is.
	 * @return the kept files, the newest first
	 * @throws IOException if the directory cannot be read
	 */
	public List<KeptFile> newestFirst() throws IOException {
		return isThere() ? list() : List.of();
	}

	/**
	 * Creates the directory if it is missing, durably, and returns what there is in it.
	 */
	List<KeptFile> createdNewestFirst() throws IOException {
		Directories.createPrivate(this.directory, isThere());
		return list();
	}

	private boolean isThere() throws IOException {
		return Directories.exists(this.parent, LinkOption.NOFOLLOW_LINKS)
				&& Directories.exists(this.directory, LinkOption.NOFOLLOW_LINKS);
	}

	private List<KeptFile> list() throws IOException {
		List<KeptFile> found = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.directory)) {
			for (Path entry : entries) {
				KeptFile kept = KeptFile.of(entry);
				if (kept != null) {
					found.add(kept);
				}
			}
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		found.sort(NEWEST_FIRST);
		return found;
	}

	/**
	 * Returns the name for what comes after all that there is.
	 */
	KeptFile next(List<KeptFile> newestFirst, String hash) {
		long number = newestFirst.isEmpty() ? 1 : newestFirst.get(0).number() + 1;
		return KeptFile.in(this.directory, number, Instant.now().truncatedTo(ChronoUnit.MICROS), hash);
	}

	/**
	 * Makes what was added survive a power cut.
	 */
	void force() throws IOException {
		if (DirectoryHandle.isSupported(this.directory.getFileSystem())) {
			DirectoryHandle.force(this.directory);
		}
	}

	/**
	 * Deletes all but the newest, the oldest first.
	 */
	static void prune(List<KeptFile> newestFirst, int keep) throws IOException {
		for (int i = newestFirst.size() - 1; i >= keep; i--) {
			newestFirst.get(i).delete();
		}
	}

	/**
	 * Deletes everything, durably, and the directory if nothing else is in it.
	 * @return how many files were deleted
	 * @throws IOException if that fails; some may be gone then
	 */
	public int deleteAll() throws IOException {
		if (!isThere()) {
			return 0;
		}
		List<KeptFile> all = list();
		prune(all, 0);
		force();
		deleteIfEmpty(this.directory);
		return all.size();
	}

	private static void deleteIfEmpty(Path directory) throws IOException {
		try {
			Files.deleteIfExists(directory);
		}
		catch (DirectoryNotEmptyException ex) {
			// others may keep there what they like
		}
	}

	/**
	 * Returns how many of the hard links of a file are ours, so that nobody takes it for
	 * one that others know under another name.
	 * @param file the file, no symbolic link
	 * @param most how many there can be: the number of its names, less one
	 */
	static int linksTo(Path file, int most) throws IOException {
		Object key = KeptFile.key(file);
		List<KeptFile> kept = new ArrayList<>(versionsOf(file).newestFirst());
		kept.addAll(quarantineOf(file).newestFirst());
		int links = 0;
		for (Iterator<KeptFile> each = kept.iterator(); key != null && links < most && each.hasNext();) {
			links += key.equals(KeptFile.key(each.next().path())) ? 1 : 0;
		}
		return links;
	}

}
