package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a file that is about to be replaced.
 *
 * @param path the file
 * @param permissions its permissions, or {@code null} where there are none
 * @param mode its mode, or {@code null} where that is unknown
 * @param uid the number of its owner, or {@code null} where that is unknown
 * @param gid the number of its group, or {@code null} where that is unknown
 * @param names how many names it has, or {@code null} where that is unknown
 */
record PresentFile(Path path, @Nullable Set<PosixFilePermission> permissions, @Nullable Integer mode,
		@Nullable Integer uid, @Nullable Integer gid, @Nullable Integer names) {

	/** Of the mode: see inode(7). */
	private static final int TYPE = 0170000;

	private static final int REGULAR = 0100000;

	private static final int OWNER_READ = 0400;

	/**
	 * Returns {@code null} if there is no file. What is no regular file is refused: a
	 * device or a pipe would be gone.
	 */
	static @Nullable PresentFile of(Path file) throws IOException {
		try {
			Set<String> views = file.getFileSystem().supportedFileAttributeViews();
			if (views.contains("unix")) {
				return ofUnix(file);
			}
			return exists(file) ? ofOther(file, views) : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * All in one system call. Numbers, because a name costs a look-up in the user
	 * database.
	 */
	private static PresentFile ofUnix(Path file) throws IOException {
		Map<String, Object> present = Files.readAttributes(file, "unix:mode,uid,gid,nlink", LinkOption.NOFOLLOW_LINKS);
		int mode = (Integer) Objects.requireNonNull(present.get("mode"));
		if ((mode & TYPE) != REGULAR) {
			throw notRegular(file);
		}
		return new PresentFile(file, permissions(mode), mode & ~TYPE, (Integer) present.get("uid"),
				(Integer) present.get("gid"), (Integer) present.get("nlink"));
	}

	/**
	 * The constants are declared in the order of the bits, the highest first.
	 */
	private static Set<PosixFilePermission> permissions(int mode) {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (PosixFilePermission permission : PosixFilePermission.values()) {
			if ((mode & (OWNER_READ >> permission.ordinal())) != 0) {
				permissions.add(permission);
			}
		}
		return permissions;
	}

	private static PresentFile ofOther(Path file, Set<String> views) throws IOException {
		Set<PosixFilePermission> permissions = views.contains("posix")
				? Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
					.readAttributes()
					.permissions()
				: null;
		return new PresentFile(file, permissions, null, null, null, null);
	}

	/**
	 * Whether there is a file; anything but a regular file is an error.
	 */
	static boolean exists(Path file) throws IOException {
		try {
			if (Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
				return true;
			}
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		throw notRegular(file);
	}

	static FileSystemException notRegular(Path file) {
		return new FileSystemException(file.toString(), null, "it is not a regular file");
	}

}
