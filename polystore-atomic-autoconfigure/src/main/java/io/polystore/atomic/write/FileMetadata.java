package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The permissions, owner and group that the new file must have: those of the file that it
 * replaces, or those that the caller asks for.
 *
 * @param permissions the permissions, or {@code null} for what the umask leaves
 * @param uid the owner, or {@code null} to leave it
 * @param gid the group, or {@code null} to leave it
 * @param asked whether the permissions were asked for, as opposed to taken over
 */
record FileMetadata(@Nullable Set<PosixFilePermission> permissions, @Nullable Integer uid, @Nullable Integer gid,
		boolean asked) {

	/** Of the mode: see inode(7). */
	private static final int TYPE = 0170000;

	private static final int REGULAR = 0100000;

	private static final int OWNER_READ = 0400;

	private static final FileMetadata NONE = new FileMetadata(null, null, null, false);

	private static final Set<PosixFilePermission> PRIVATE = Set.of(PosixFilePermission.OWNER_READ,
			PosixFilePermission.OWNER_WRITE);

	/**
	 * Of a file that does not exist yet.
	 */
	static FileMetadata ofNew(Path file, @Nullable Set<PosixFilePermission> asked) throws IOException {
		if (asked != null && !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			throw new FileSystemException(file.toString(), null, "the file system has no POSIX permissions");
		}
		return (asked != null) ? new FileMetadata(asked, null, null, true) : NONE;
	}

	/**
	 * Of a file that is replaced if it exists. What is no regular file is refused: a
	 * device or a pipe would be gone.
	 */
	static FileMetadata ofReplaced(Path file, @Nullable Set<PosixFilePermission> asked) throws IOException {
		FileMetadata metadata = ofNew(file, asked);
		try {
			Set<String> views = file.getFileSystem().supportedFileAttributeViews();
			if (views.contains("unix")) {
				return ofUnix(file, asked);
			}
			return exists(file) ? ofExisting(file, asked, views) : metadata;
		}
		catch (NoSuchFileException ex) {
			return metadata;
		}
	}

	/**
	 * All in one system call. Numbers, because a name costs a look-up in the user
	 * database.
	 */
	private static FileMetadata ofUnix(Path file, @Nullable Set<PosixFilePermission> asked) throws IOException {
		Map<String, Object> present = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
		int mode = (Integer) Objects.requireNonNull(present.get("mode"));
		if ((mode & TYPE) != REGULAR) {
			throw notRegular(file);
		}
		return new FileMetadata((asked != null) ? asked : permissions(mode), (Integer) present.get("uid"),
				(Integer) present.get("gid"), asked != null);
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

	private static FileSystemException notRegular(Path file) {
		return new FileSystemException(file.toString(), null, "it is not a regular file");
	}

	private static FileMetadata ofExisting(Path file, @Nullable Set<PosixFilePermission> asked, Set<String> views)
			throws IOException {
		if (!views.contains("posix")) {
			return NONE;
		}
		Set<PosixFilePermission> permissions = (asked != null) ? asked : Files.getPosixFilePermissions(file);
		return new FileMetadata(permissions, null, null, asked != null);
	}

	/**
	 * Whether it was taken from a file that exists, as far as is known.
	 */
	boolean isTaken() {
		return this.uid != null;
	}

	/**
	 * The attributes to create the file with: private until it has its owner and group.
	 */
	FileAttribute<?>[] creationAttributes() {
		if (this.permissions == null) {
			return new FileAttribute<?>[0];
		}
		return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PRIVATE) };
	}

	/**
	 * Gives a new, still empty file this metadata. The owner comes before the mode,
	 * because changing it may clear bits of the mode.
	 */
	void applyTo(TempFile temp) throws IOException {
		if (this.permissions == null) {
			return;
		}
		Path file = temp.path();
		boolean grouped = ownershipApplied(temp) || this.asked;
		Set<PosixFilePermission> granted = grouped ? this.permissions : withoutGroup(this.permissions);
		if (!granted.equals(PRIVATE)) {
			Files.setPosixFilePermissions(file, granted);
		}
	}

	private boolean ownershipApplied(TempFile temp) {
		if (this.uid == null || this.gid == null) {
			return true;
		}
		boolean group = this.gid.equals(temp.gid()) || isSet(temp.path(), "unix:gid", this.gid);
		if (!this.uid.equals(temp.uid())) {
			isSet(temp.path(), "unix:uid", this.uid);
		}
		return group;
	}

	/**
	 * Only the superuser gives files away; others keep what they may.
	 */
	private static boolean isSet(Path file, String attribute, Integer value) {
		try {
			Files.setAttribute(file, attribute, value);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * The group could not be kept: the process's own group gets no more than everybody,
	 * for it was never granted what the old group was.
	 */
	private static Set<PosixFilePermission> withoutGroup(Set<PosixFilePermission> permissions) {
		Set<PosixFilePermission> result = EnumSet.noneOf(PosixFilePermission.class);
		result.addAll(permissions);
		retain(result, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
		retain(result, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
		retain(result, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
		return result;
	}

	private static void retain(Set<PosixFilePermission> permissions, PosixFilePermission group,
			PosixFilePermission others) {
		if (!permissions.contains(others)) {
			permissions.remove(group);
		}
	}

}
