package io.polystore.atomic.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import io.polystore.atomic.MetadataAspect;
import io.polystore.atomic.MetadataPolicy;
import io.polystore.atomic.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that the new file must have: that of the file which it replaces, as far as
 * the policy has it, and the permissions that the caller asks for.
 *
 * @param replaced the file that is replaced, or {@code null} if there is none
 * @param asked the permissions that were asked for, or {@code null}
 * @param policy what is preserved, required or ignored
 */
record FileMetadata(@Nullable PresentFile replaced, @Nullable Set<PosixFilePermission> asked, MetadataPolicy policy) {

	private static final Set<PosixFilePermission> PRIVATE = Set.of(PosixFilePermission.OWNER_READ,
			PosixFilePermission.OWNER_WRITE);

	/**
	 * Of a file that does not exist yet.
	 */
	static FileMetadata ofNew(Path file, WriteOptions options) throws IOException {
		return of(file, null, options);
	}

	/**
	 * Of a file that is replaced if it exists. Refuses what can be refused before
	 * anything is done.
	 */
	static FileMetadata ofReplaced(Path file, WriteOptions options) throws IOException {
		PresentFile replaced = PresentFile.of(file);
		FileMetadata metadata = of(file, replaced, options);
		if (replaced != null) {
			metadata.requireOneName(replaced);
			metadata.requireNoAccessControlList(replaced);
		}
		return metadata;
	}

	private static FileMetadata of(Path file, @Nullable PresentFile replaced, WriteOptions options)
			throws FileSystemException {
		Set<PosixFilePermission> asked = options.permissions();
		if (asked != null && !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			throw new FileSystemException(file.toString(), null, "the file system has no POSIX permissions");
		}
		return new FileMetadata(replaced, asked, options.metadata());
	}

	private void requireOneName(PresentFile file) throws IOException {
		if (!this.policy.requires(MetadataAspect.HARD_LINKS)) {
			return;
		}
		if (file.names() == null) {
			throw MetadataRefusals.untold(file.path(), MetadataAspect.HARD_LINKS);
		}
		int names = (file.names() > 1) ? file.names() - KeptFiles.linksTo(file.path(), file.names() - 1) : 1;
		if (names > 1) {
			throw MetadataRefusals.refusal(file.path(), MetadataAspect.HARD_LINKS,
					"the file has %d names, of which only one would get the new content".formatted(names), null);
		}
	}

	private void requireNoAccessControlList(PresentFile file) throws IOException {
		if (this.policy.requires(MetadataAspect.ACL)) {
			AccessControlLists.requireNone(file.path());
		}
	}

	/**
	 * Whether it was taken from a file that exists.
	 */
	boolean isTaken() {
		return this.replaced != null;
	}

	private @Nullable Set<PosixFilePermission> permissions() {
		if (this.asked != null || this.replaced == null || this.policy.ignores(MetadataAspect.MODE)) {
			return this.asked;
		}
		return this.replaced.permissions();
	}

	/**
	 * The attributes to create the file with: private until it has its owner and group.
	 */
	FileAttribute<?>[] creationAttributes() {
		if (permissions() == null) {
			return new FileAttribute<?>[0];
		}
		return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PRIVATE) };
	}

	/**
	 * Gives a new, still empty file this metadata. The owner comes before the mode,
	 * because changing it may clear bits of the mode, and last what may forbid to do the
	 * rest.
	 */
	void applyTo(TempFile temp) throws IOException {
		boolean grouped = true;
		if (this.replaced != null) {
			ExtendedAttributes.copy(this.replaced.path(), temp.path(), this.policy);
			grouped = new Ownership(this.replaced, this.policy).applyTo(temp);
			requireSameAccessControlList(this.replaced, temp);
		}
		applyMode(temp, grouped);
	}

	private void requireSameAccessControlList(PresentFile file, TempFile temp) throws IOException {
		if (this.policy.requires(MetadataAspect.ACL)) {
			AccessControlLists.requireSame(file.path(), temp.path());
		}
	}

	private void applyMode(TempFile temp, boolean grouped) throws IOException {
		Set<PosixFilePermission> permissions = permissions();
		if (this.asked == null && this.replaced != null && this.policy.requires(MetadataAspect.MODE)) {
			requireMode(this.replaced, temp, grouped);
		}
		else if (permissions != null) {
			Set<PosixFilePermission> granted = (grouped || this.asked != null) ? permissions
					: withoutGroup(permissions);
			if (!granted.equals(PRIVATE)) {
				Files.setPosixFilePermissions(temp.path(), granted);
			}
		}
	}

	private static void requireMode(PresentFile file, TempFile temp, boolean grouped) throws IOException {
		if (file.permissions() == null) {
			throw MetadataRefusals.untold(file.path(), MetadataAspect.MODE);
		}
		if (!grouped && !withoutGroup(file.permissions()).equals(file.permissions())) {
			throw MetadataRefusals.refusal(file.path(), MetadataAspect.MODE,
					"its group cannot be kept, and no other may have the group's permissions", null);
		}
		if (file.mode() != null) {
			Files.setAttribute(temp.path(), "unix:mode", file.mode());
		}
		else {
			Files.setPosixFilePermissions(temp.path(), file.permissions());
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
